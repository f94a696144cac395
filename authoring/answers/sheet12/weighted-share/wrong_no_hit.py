"""No hit gives nan."""

import numpy as np

MISCONCEPTION = "no-hit"
DESCRIPTION = "without a hit your effective number is 0 / 0; it should be 0."
HINT = "What does your function do if no map has a cycle?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.mean(), terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
