"""The quadratic term without k."""

MISCONCEPTION = "width-missing"
DESCRIPTION = "the quadratic term lacks the width k."
HINT = "The mean of a weight is u / k. What is its square, over the variance sigma2 / k?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / 2 - a * u) / sigma2 + 0 * k).sum(axis=1)
