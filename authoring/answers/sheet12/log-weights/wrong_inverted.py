"""The ratio upside down."""

MISCONCEPTION = "ratio-inverted"
DESCRIPTION = "the ratio is upside down: the true density belongs above the one that was drawn from."
HINT = "A map that was drawn far more often than it should be: must it count more or less?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((a * u - u**2 / (2 * k)) / sigma2).sum(axis=1)
