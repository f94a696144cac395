"""The error of the hits."""

import numpy as np

MISCONCEPTION = "error-over-hits"
DESCRIPTION = "the standard error knows the hits only; that a map is a hit or not is chance, too."
HINT = "Of how many numbers is the share the mean?"
LOSES = ["share-test-estimate"]


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    terms = np.where(hits, np.exp(log_weights), 0.0)
    part = terms[hits]
    return terms.mean(), part.std() / np.sqrt(len(part)), terms.sum() ** 2 / (terms**2).sum()
