"""The mean over units."""

MISCONCEPTION = "mean-over-units"
DESCRIPTION = "this is the mean over the units; the densities of independent weights are multiplied."
HINT = "What becomes of a product when you take its logarithm?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / (2 * k) - a * u) / sigma2).mean(axis=1)
