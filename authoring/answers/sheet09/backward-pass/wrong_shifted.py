"""J one step too late."""

MISCONCEPTION = "jacobian-one-late"
DESCRIPTION = "each step is carried back with the Jacobian of the step after it."
HINT = "J[0] is dz_1/dz_0 in Python's counting. Which delta does it make?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] += J[min(t + 1, len(J) - 1)].T @ delta[t + 1]
    return delta
