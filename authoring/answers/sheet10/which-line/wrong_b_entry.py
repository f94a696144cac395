"""Blames the entry of R in routine b."""

MISCONCEPTION = "b-entry"
DESCRIPTION = "you blame the entry that routine b takes from R, which is right."
HINT = "Divide the value of routine b by the right one. Do you know that number?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 5, 5, 6
