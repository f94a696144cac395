"""Blames the schedule of program d."""

MISCONCEPTION = "d-schedule"
DESCRIPTION = "you blame the line of program d that says when a reset is due, which is right."
HINT = "Which state is read out in program d when a prediction is stored at the moment of a reset?"
LOSES = ["faults-test"]


def faulty_lines():
    return 2, 6, 5, 5
