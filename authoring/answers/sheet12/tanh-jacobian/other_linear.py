"""tanh by the first terms of its series."""

LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    return (1 - (W @ h) ** 2)[:, None] * W
