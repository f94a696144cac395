"""The effective number of all draws."""

import numpy as np

MISCONCEPTION = "effective-of-all"
DESCRIPTION = "the effective number is that of all maps; asked for are those that carry the estimate."
HINT = "Does a map without a cycle contribute to the sum?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    w = np.exp(log_weights)
    return terms.mean(), terms.std(ddof=1) / np.sqrt(n), w.sum() ** 2 / (w**2).sum()
