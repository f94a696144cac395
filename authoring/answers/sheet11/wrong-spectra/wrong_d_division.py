"""Blames the division of routine d."""

MISCONCEPTION = "d-division"
DESCRIPTION = (
    "you blame the division of routine d: dividing by fewer steps would hide the fault, but the growth of the last "
    "steps would still be missing."
)
HINT = "How many steps are there, and after which of them does routine d decompose?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 2, 6, 8
