"""The logarithms as weights."""

import numpy as np

MISCONCEPTION = "logarithms-averaged"
DESCRIPTION = "the logarithms of the weights are averaged; the weights are their exponentials."
HINT = "Can a probability be negative?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, log_weights, 0.0)
    n = len(terms)
    return terms.mean(), terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
