"""The weights before the shift."""

MISCONCEPTION = "before-the-shift"
DESCRIPTION = "this would be right if `a` were the weights before the shift was added."
HINT = "Which mean do the numbers in `a` have?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((-(u**2) / (2 * k) - a * u) / sigma2).sum(axis=1)
