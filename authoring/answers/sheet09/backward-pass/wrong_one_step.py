"""e of the next step only."""

MISCONCEPTION = "one-step-only"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] = e[t] + J[t].T @ e[t + 1]
    return delta
