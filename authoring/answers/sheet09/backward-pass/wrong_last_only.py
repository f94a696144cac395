"""The last loss only."""

MISCONCEPTION = "last-loss-only"
DESCRIPTION = "only the last loss is carried back: what every time says by itself is missing."
HINT = "A state is felt in its own loss, too. Where is e[t] in your recursion?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] = J[t].T @ delta[t + 1]
    return delta
