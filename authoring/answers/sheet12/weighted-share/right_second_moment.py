"""The variance from the second moment."""

import numpy as np


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    mean, square = terms.sum() / n, (terms**2).sum() / n
    error = np.sqrt((square - mean**2) / (n - 1))
    return mean, error, n * mean**2 / square
