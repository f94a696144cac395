"""Everything from the first of the two equal pairs on."""

import numpy as np


def pair_limits(Z):
    pairs = [tuple(pair) for pair in Z.tolist()]
    for t, pair in enumerate(pairs):
        if pair in pairs[:t]:
            d = np.abs(Z[pairs.index(pair) :, 0] - Z[pairs.index(pair) :, 1])
            return float(d.min()), float(d.max())
    return float("nan"), float("nan")
