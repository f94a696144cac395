"""A minus sign."""

MISCONCEPTION = "minus-sign"
DESCRIPTION = "what comes from later is subtracted; it has to be added."
HINT = "Two ways on which a change is felt: do their effects add up?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] -= J[t].T @ delta[t + 1]
    return delta
