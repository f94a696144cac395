"""Blames the first Q of routine b."""

MISCONCEPTION = "b-start"
DESCRIPTION = "you blame the first Q of routine b, which fits the matrices that it gets."
HINT = "Which numbers make up the state of an LSTM, and how many of them does routine b know?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 4, 6, 5
