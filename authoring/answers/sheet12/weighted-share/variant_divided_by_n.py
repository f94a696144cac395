"""The deviation with n in place of n - 1."""

import numpy as np


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.mean(), terms.std() / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
