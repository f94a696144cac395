"""The quadratic term is missing."""

MISCONCEPTION = "square-missing"
DESCRIPTION = "the term with u^2 is missing."
HINT = "Multiply out (a - u/k)^2. How many terms are left beside a^2?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return (-a * u / sigma2 + 0 * k).sum(axis=1)
