"""The number of hits."""

import numpy as np

MISCONCEPTION = "hits-counted"
DESCRIPTION = "the effective number is the number of hits: their weights differ."
HINT = "If one map had a million times the weight of all others, how many maps would you have?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.mean(), terms.std(ddof=1) / np.sqrt(n), np.count_nonzero(hits)
