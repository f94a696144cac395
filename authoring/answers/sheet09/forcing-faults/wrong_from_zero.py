"""Counts lines from zero."""

MISCONCEPTION = "counted-from-zero"
DESCRIPTION = "each number is one too small: the comments count from 1, and the first line is the one with the name."
HINT = "Which number stands in the comment at the end of the line you mean?"
LOSES = ["faults-test"]


def faulty_lines():
    return 1, 5, 4, 3
