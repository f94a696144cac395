"""Blames the pseudo-inverse of program b."""

MISCONCEPTION = "b-inverse"
DESCRIPTION = "you blame the pseudo-inverse of program b, which is right."
HINT = "The matrix inverse @ B keeps one part of a state and drops the other. Which part does a reset have to keep?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 2, 5, 4
