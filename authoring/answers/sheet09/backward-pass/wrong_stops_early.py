"""The first state is forgotten."""

MISCONCEPTION = "first-state-forgotten"
DESCRIPTION = "the first state has only what its own loss says: the loop ends one step too early."
HINT = "What are the last values of range(n, 0, -1) and of range(n, -1, -1)?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, 0, -1):
        delta[t] += J[t].T @ delta[t + 1]
    return delta
