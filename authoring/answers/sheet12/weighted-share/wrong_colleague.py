"""The colleague's lines."""

import numpy as np

MISCONCEPTION = "colleague"
DESCRIPTION = "these are the colleague's lines; all three of them are wrong."
HINT = "In theory, the mean of w over all draws is 1. Is it, in a sample that never draws the maps with the largest w?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    w = np.exp(log_weights - log_weights.max())
    return w[hits].sum() / w.sum(), w[hits].std() / np.sqrt(hits.sum()), hits.sum()
