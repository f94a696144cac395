"""Blames the decomposition of routine b."""

MISCONCEPTION = "b-decomposition"
DESCRIPTION = "you blame the decomposition of routine b, which is right."
HINT = "Divide the value of routine b by the right one. Do you know that number?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 4, 5, 6
