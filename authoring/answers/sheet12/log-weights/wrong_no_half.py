"""The quadratic term without a half."""

MISCONCEPTION = "half-missing"
DESCRIPTION = "the quadratic term is twice too large."
HINT = "A normal density has the exponent -(a - mean)^2 / (2 variance). Is the 2 there?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / k - a * u) / sigma2).sum(axis=1)
