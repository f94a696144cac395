"""Blames the division of routine a."""

MISCONCEPTION = "a-division"
DESCRIPTION = "you blame the division of routine a, which is right."
HINT = "If the division were wrong, would the value be off by a round factor? Is it?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 6, 6, 5, 6
