"""Blames the line of program a that resets."""

MISCONCEPTION = "a-reset"
DESCRIPTION = "you blame the line of program a that resets; what it is given is wrong already."
HINT = "Line 5 is the formula of a reset with something in it that is called inverse. Is it an inverse, for B = (2, 0)?"
LOSES = ["faults-test"]


def faulty_lines():
    return 5, 6, 5, 4
