"""Blames the decomposition of routine d."""

MISCONCEPTION = "d-decomposition"
DESCRIPTION = "routine d decomposes what it has to."
HINT = "Which of the three exponents does routine d return, and where does it choose it?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 6, 5, 4
