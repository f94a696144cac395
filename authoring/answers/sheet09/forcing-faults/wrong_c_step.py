"""Blames the step of program c."""

MISCONCEPTION = "c-step"
DESCRIPTION = "you blame the step of program c, which is right and stands in its place."
HINT = "Set h = (1, 1) on paper. Where does its second unit go in program c?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 6, 6, 4
