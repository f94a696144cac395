"""The mixed term over k."""

MISCONCEPTION = "mixed-term-over-k"
DESCRIPTION = "the mixed term is divided by k once too often."
HINT = "The mean is u / k and the variance sigma2 / k. What is mean times a, over the variance?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / (2 * k) - a * u / k) / sigma2).sum(axis=1)
