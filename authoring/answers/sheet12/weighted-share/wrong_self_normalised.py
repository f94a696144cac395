"""Divides by the sum of the weights."""

import numpy as np

MISCONCEPTION = "divided-by-weights"
DESCRIPTION = "the share is divided by the sum of the weights; the mean runs over the number of maps."
HINT = "What is the mean of w over all draws in theory? How well does your sample know it?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.sum() / np.exp(log_weights).sum(), terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
