"""Blames the division of routine c."""

MISCONCEPTION = "c-division"
DESCRIPTION = "you blame the division of routine c, which is right."
HINT = "Divide the values of routine c by yours. Do you know that number?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 2, 7, 5
