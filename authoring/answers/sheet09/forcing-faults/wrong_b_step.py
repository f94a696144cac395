"""Blames the step of program b."""

MISCONCEPTION = "b-step"
DESCRIPTION = "you blame the step of program b, which is right."
HINT = "The matrix inverse @ B keeps one part of a state and drops the other. Which part does a reset have to keep?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 7, 5, 4
