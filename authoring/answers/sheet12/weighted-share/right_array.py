import numpy as np


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.asarray(hits, dtype=float) * np.exp(log_weights)
    error = np.sqrt(np.var(terms, ddof=1) / terms.size)
    return np.array([np.mean(terms), error, np.sum(terms) ** 2 / np.sum(terms**2)])
