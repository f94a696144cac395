"""Blames the reset of program d."""

MISCONCEPTION = "d-reset"
DESCRIPTION = "you blame the line of program d that resets, whose formula and observation are right."
HINT = "Which state is read out in program d when a prediction is stored at the moment of a reset?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 6, 5, 6
