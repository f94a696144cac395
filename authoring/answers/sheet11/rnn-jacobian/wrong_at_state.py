"""1 - h^2 with the state before."""

MISCONCEPTION = "state-taken-for-output"
DESCRIPTION = "1 - h^2 is the slope if h is the state *after* the step; here h is the one before."
HINT = "Is h the state before or after the step?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - h**2
    return slope[:, None] * V
