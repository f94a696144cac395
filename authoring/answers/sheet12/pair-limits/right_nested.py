"""Two loops."""

import math


def pair_limits(Z):
    for t in range(1, len(Z)):
        for s in range(t):
            if Z[s, 0] == Z[t, 0] and Z[s, 1] == Z[t, 1]:
                d = [abs(float(x) - float(y)) for x, y in Z[s:t]]
                return min(d), max(d)
    return math.nan, math.nan
