"""J in the wrong order of time."""

MISCONCEPTION = "jacobians-reversed"
DESCRIPTION = "the Jacobians are taken in the reverse order of time."
HINT = "Which J leads from z_t to z_{t+1}, and at which index does it stand?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] += J[len(J) - 1 - t].T @ delta[t + 1]
    return delta
