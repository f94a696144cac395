"""Ranks as shares."""

MISCONCEPTION = "ranks-as-shares"
DESCRIPTION = "the ranks are divided by n."
HINT = "Which rank has the largest of n values?"
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    below = (x[None, :] < x[:, None]).sum(axis=1)
    return (below + ((x[None, :] == x[:, None]).sum(axis=1) + 1) / 2) / len(x)
