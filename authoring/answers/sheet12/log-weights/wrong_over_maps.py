"""Sums over maps."""

MISCONCEPTION = "wrong-axis"
DESCRIPTION = "the sum runs over the maps; each map needs a weight of its own."
HINT = "Which axis of `a` are the units?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / (2 * k) - a * u) / sigma2).sum(axis=0)
