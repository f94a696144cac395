"""Takes sigma2 for sigma."""

MISCONCEPTION = "sigma-squared-twice"
DESCRIPTION = "you divide by the square of sigma2; sigma2 is a variance already."
HINT = "What is the variance of one weight?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / (2 * k) - a * u) / sigma2**2).sum(axis=1)
