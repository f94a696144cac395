"""Blames the diagonal in routine d."""

MISCONCEPTION = "d-diagonal"
DESCRIPTION = "you blame the diagonal of routine d, which is right."
HINT = "Which of the three exponents does routine d return, and where does it choose it?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 5, 5
