"""Rescales, and scales back."""

import numpy as np


def weighted_share(hits, log_weights):
    if not np.any(hits):
        return 0.0, 0.0, 0.0
    largest = np.max(log_weights)
    terms = hits * np.exp(log_weights - largest)
    scale, n = np.exp(largest), len(terms)
    effective = terms.sum() ** 2 / np.square(terms).sum()
    return scale * terms.mean(), scale * terms.std(ddof=1) / n**0.5, effective
