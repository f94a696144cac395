"""A loop over groups, copies."""

import numpy as np


def within_groups(x, y, group):
    u, v = np.array(x, dtype=float), np.array(y, dtype=float)
    for g in set(group.tolist()):
        inside = group == g
        u[inside] -= x[inside].mean()
        v[inside] -= y[inside].mean()
    return np.corrcoef(u, v)[0, 1]
