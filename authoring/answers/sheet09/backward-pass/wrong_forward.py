"""Walks forwards."""

MISCONCEPTION = "forwards-in-time"
DESCRIPTION = "delta is summed forwards: here the past gets what the future should say."
HINT = "Which losses feel a change of the last state? Begin there."
LOSES = ["bptt-test-last", "bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J)):
        delta[t + 1] += J[t] @ delta[t]
    return delta
