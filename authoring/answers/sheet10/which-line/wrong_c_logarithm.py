"""Blames the logarithm of routine c."""

MISCONCEPTION = "c-logarithm"
DESCRIPTION = "routine c adds the logarithms of what it has removed, as it has to; what it removes is wrong."
HINT = "Of which matrix should the size be taken, and of which matrix is it taken?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 7, 6
