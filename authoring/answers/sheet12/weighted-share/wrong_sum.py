"""The sum in place of the mean."""

import numpy as np

MISCONCEPTION = "sum-not-mean"
DESCRIPTION = "share and error are those of the sum; they are n times too large."
HINT = "What should happen to the share if you draw twice as many maps?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    n = len(terms)
    return terms.sum(), np.sqrt(n) * terms.std(ddof=1), terms.sum() ** 2 / (terms**2).sum()
