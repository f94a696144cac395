"""Blames the rescaling of routine c."""

MISCONCEPTION = "c-rescaling"
DESCRIPTION = "you blame the rescaling of routine c, which is right."
HINT = "Of which matrix should the size be taken, and of which matrix is it taken?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 6, 6
