"""The exercise of START.ipynb, which gives no points: what a check says of a blank, a wrong and a right answer.

Its answers stand here in the open, where those of a sheet are kept as fingerprints of what they return.
"""

import functools

from sheet_utils.checks import card, probing
from sheet_utils.checks.diagnosis import RIGHT, Diagnosis, diagnose
from sheet_utils.checks.exercise import Exercise, KnownAnswer, Probe, Result

PROBES = [Probe(f"x = {x}", ["x"], (x,)) for x in (0.2, 0.7, 0.95)]
ANSWERS = (
    (RIGHT, "", "", lambda x: 2 * x % 1),
    (
        "leaves-the-interval",
        "the result is doubled, and not brought back into the interval.",
        "2x can be larger than 1. Which operator of Python gives the remainder of a division?",
        lambda x: 2 * x,
    ),
)


@functools.cache
def _exercise():
    answers = [
        KnownAnswer(name, line, hint, [probing.answer(function, probe) for probe in PROBES])
        for name, line, hint, function in ANSWERS
    ]
    return Exercise("practice", ["doubled"], [Result("doubled")], PROBES, answers)


def practice(doubled) -> Diagnosis:
    """Check the practice exercise of START.ipynb and show what was found.

    Args:
        doubled: the student's function, doubled(x) -> the fractional part of 2x.

    Returns:
        The `Diagnosis`.
    """
    verdict = diagnose(_exercise(), lambda probe: probing.answer(doubled, probe))
    card.show(verdict)
    return verdict
