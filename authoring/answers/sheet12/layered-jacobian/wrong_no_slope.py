"""The slope of tanh is missing."""

MISCONCEPTION = "slope-missing"
DESCRIPTION = "the slope of tanh is missing."
HINT = "A saturated entry does not react. Where does your Jacobian say so?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    on = W @ z > 0
    return (A * on) @ W
