"""Blames the decomposition of routine d."""

MISCONCEPTION = "d-decomposition"
DESCRIPTION = "you blame the decomposition of routine d; what matters is when it is reached."
HINT = "How many steps are there, and after which of them does routine d decompose?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 2, 6, 6
