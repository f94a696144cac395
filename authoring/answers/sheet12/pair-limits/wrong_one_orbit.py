"""Only the first orbit has to repeat."""

import numpy as np

MISCONCEPTION = "one-orbit-repeats"
DESCRIPTION = "you wait until one of the orbits repeats; the pair repeats only if both do, at the same two times."
HINT = "The first orbit is where it was. Is the second one, too?"
LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = float(Z[t, 0])
        if pair in seen:
            d = abs(Z[seen[pair] : t, 0] - Z[seen[pair] : t, 1])
            return d.min(), d.max()
        seen[pair] = t
    return np.nan, np.nan
