"""The deviation of a single map."""

import numpy as np

MISCONCEPTION = "deviation-not-of-the-mean"
DESCRIPTION = "this is the standard deviation of one h w, not of their mean."
HINT = "By which factor does a mean of n numbers scatter less than one of them?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    return terms.mean(), terms.std(ddof=1), terms.sum() ** 2 / (terms**2).sum()
