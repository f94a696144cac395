"""Blames the reset in all four."""

MISCONCEPTION = "all-resets"
DESCRIPTION = "you blame the line that resets in all four programs, and in two of them it is right."
HINT = "In which programs is the state right after a reset what the formula says, and what happens in those before and after it?"
LOSES = ["faults-test"]


def faulty_lines():
    return 5, 6, 5, 6
