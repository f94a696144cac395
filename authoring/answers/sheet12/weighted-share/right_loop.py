"""Sums in plain Python."""

import math


def weighted_share(hits, log_weights):
    terms = [math.exp(logarithm) if hit else 0.0 for hit, logarithm in zip(hits, log_weights, strict=True)]
    n, total = len(terms), sum(terms)
    if total == 0:
        return 0, 0, 0
    mean = total / n
    variance = sum((term - mean) ** 2 for term in terms) / (n - 1)
    return [mean, math.sqrt(variance / n), total**2 / sum(term**2 for term in terms)]
