"""Blames the decomposition of routine b."""

MISCONCEPTION = "b-decomposition"
DESCRIPTION = "you blame the decomposition of routine b, which is right for the matrices that it gets."
HINT = "Which numbers make up the state of an LSTM, and how many of them does routine b know?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 6, 6, 5
