"""Blames the read-out of program a."""

MISCONCEPTION = "a-prediction"
DESCRIPTION = "you blame the line of program a that stores predictions, which is right."
HINT = "Line 5 is the formula of a reset with something in it that is called inverse. Is it an inverse, for B = (2, 0)?"
LOSES = ["faults-test"]


def faulty_lines():
    return 7, 6, 5, 4
