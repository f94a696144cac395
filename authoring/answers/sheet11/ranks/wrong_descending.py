"""The largest value first."""

MISCONCEPTION = "largest-first"
DESCRIPTION = "the largest value has rank 1; asked for is the smallest first."
HINT = "Which rank has the smallest value?"
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    below = (x[None, :] > x[:, None]).sum(axis=1)
    return below + ((x[None, :] == x[:, None]).sum(axis=1) + 1) / 2
