"""The mean over the hits."""

import numpy as np

MISCONCEPTION = "mean-over-hits"
DESCRIPTION = "the mean runs over the hits only; the maps without a cycle were drawn as well."
HINT = "If no weight were needed, all w = 1, what would your share be?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms[hits].mean(), terms.std(ddof=1) / np.sqrt(n), terms.sum() ** 2 / (terms**2).sum()
