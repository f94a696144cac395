"""Blames the reset in all four."""

MISCONCEPTION = "all-resets"
DESCRIPTION = "you blame the line that resets in all four programs, and in two of them it is right."
HINT = "In which programs does that line say what the formula says? What comes before and after it there?"
LOSES = ["faults-test"]


def faulty_lines():
    return 5, 6, 5, 6
