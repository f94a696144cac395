"""Blames the read-out of program d."""

MISCONCEPTION = "d-prediction"
DESCRIPTION = (
    "you blame the line of program d that stores predictions; if it moved up, a reset would still come a step too late."
)
HINT = "Which state is read out in program d when a prediction is stored at the moment of a reset?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 6, 5, 7
