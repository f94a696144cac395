"""The state taken for the output."""

MISCONCEPTION = "state-taken-for-output"
DESCRIPTION = "1 - h^2 is the slope if h is the state *after* the step; here h is the one before."
HINT = "Is h the state before or after the step?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - h**2
    return slope[:, None] * W
