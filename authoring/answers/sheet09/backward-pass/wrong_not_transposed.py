"""J instead of its transpose."""

MISCONCEPTION = "jacobian-not-transposed"
DESCRIPTION = "the derivative is carried back with J; it has to be J transposed."
HINT = "J maps a change of z_t to one of z_{t+1}. What maps a derivative with respect to z_{t+1} back to z_t?"
LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        delta[t] += J[t] @ delta[t + 1]
    return delta
