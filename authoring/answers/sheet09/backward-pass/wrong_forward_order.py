"""Backwards equation, forward loop."""

MISCONCEPTION = "one-step-only"
DESCRIPTION = "only the next loss is felt: what lies further ahead is missing."
HINT = "When you use delta at t + 1, is it finished already?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J)):
        delta[t] += J[t].T @ delta[t + 1]
    return delta
