"""Blames the entry of R in routine b."""

MISCONCEPTION = "b-entry"
DESCRIPTION = "routine b takes the right entry of R."
HINT = "Divide the value of routine b by the right one. Do you know that number?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 5, 5, 6
