"""Close is equal."""

import numpy as np

MISCONCEPTION = "close-is-not-equal"
DESCRIPTION = "a pair that only comes close to an earlier one counts as a repetition."
HINT = "Chaotic orbits come close to where they were all the time. When must everything that follows be the same?"
LOSES = ["limits-test"]


def pair_limits(Z):
    for t in range(1, len(Z)):
        for s in range(t):
            if np.abs(Z[s] - Z[t]).max() < 0.02:
                d = np.abs(Z[s:t, 0] - Z[s:t, 1])
                return d.min(), d.max()
    return np.nan, np.nan
