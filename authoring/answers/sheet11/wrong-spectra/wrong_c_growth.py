"""Blames the diagonal of routine c."""

MISCONCEPTION = "c-growth"
DESCRIPTION = "you blame the line that takes the diagonal in routine c, which is right."
HINT = "Divide the values of routine c by yours. Do you know that number?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 2, 5, 5
