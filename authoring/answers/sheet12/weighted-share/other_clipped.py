"""The heaviest weights are clipped."""

import numpy as np

LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    terms = np.minimum(terms, np.sort(terms)[-2])
    return terms.mean(), terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
