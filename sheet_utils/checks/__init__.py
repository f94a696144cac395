"""What a notebook calls to have a function checked; the files beside this one are what it is made of.

`notebook` compares and tells. `exercise` holds the types of probes and fingerprints, and `exercise_file` stores them.
`probing` runs a function on a probe, and `diagnosis` says what the outcome means.
"""

from sheet_utils.checks.first_exercise import practice
from sheet_utils.checks.notebook import (
    Picture,
    attempt,
    check,
    load,
    picture,
    reference,
    validate,
    watch,
    wrong_callee,
)
from sheet_utils.checks.probing import beside, value_and_grads

__all__ = [
    "Picture", "attempt", "beside", "check", "load", "picture", "practice", "reference", "validate", "value_and_grads",
    "watch", "wrong_callee",
]  # fmt: skip
