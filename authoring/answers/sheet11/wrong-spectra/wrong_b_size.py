"""Blames the size in routine b."""

MISCONCEPTION = "b-size"
DESCRIPTION = "you blame the line that reads off the size in routine b; it fits the matrices that it gets."
HINT = "Which numbers make up the state of an LSTM, and how many of them does routine b know?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 3, 6, 5
