"""The difference of two squares."""


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((a - u / k) ** 2 - a**2).sum(axis=1) * k / (2 * sigma2)
