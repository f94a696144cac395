"""Blames the rescaling of routine c."""

MISCONCEPTION = "c-rescaling"
DESCRIPTION = "routine c removes the size that it computed, as it has to; the size itself is wrong."
HINT = "Of which matrix should the size be taken, and of which matrix is it taken?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 6, 6
