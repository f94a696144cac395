"""Counts from the first line of the body on, as if def were no line."""

MISCONCEPTION = "counted-from-loop"
DESCRIPTION = "each number is two too small: the comments count the line with the name, and from 1."
HINT = "Which number stands in the comment at the end of the line you mean?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 2, 4, 3, 4
