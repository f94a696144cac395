"""Pairs kept in one array."""

import numpy as np


def bootstrap_interval(x, y, picks, level=0.95):
    pairs = np.stack([x, y])
    r = sorted(np.corrcoef(pairs[:, row])[0, 1] for row in picks)
    return tuple(np.quantile(r, 0.5 + side * level / 2) for side in (-1, 1))
