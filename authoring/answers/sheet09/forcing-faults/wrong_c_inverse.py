"""Blames the pseudo-inverse of program c."""

MISCONCEPTION = "c-inverse"
DESCRIPTION = "you blame the pseudo-inverse of program c, which is right."
HINT = "Set h = (1, 1) on paper. Where does its second unit go in program c?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 6, 2, 4
