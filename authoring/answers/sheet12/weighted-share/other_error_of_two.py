"""Twice the error."""

import numpy as np

LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.mean(), 2 * terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
