"""Blames the decomposition of routine d."""

MISCONCEPTION = "d-decomposition"
DESCRIPTION = "you blame the decomposition of routine d, which is right."
HINT = "Which of the three exponents does routine d return, and where does it choose it?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 5, 4
