"""From the longest sequence to the shortest."""

MISCONCEPTION = "longest-first"
DESCRIPTION = "the three numbers are in the wrong order."
HINT = "Which of the three lengths comes first in the question?"
LOSES = ["step-test"]


def usable_powers():
    return -9, -6, -3
