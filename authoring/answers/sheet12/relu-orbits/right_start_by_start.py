"""Start by start, in plain Python."""

import numpy as np


def orbits(a, b, z0, T, clip=True):
    columns = []
    for z in z0:
        column = [float(z)]
        for _ in range(T):
            total = sum(w * max(column[-1] - c, 0.0) for w, c in zip(a, b, strict=False))
            column.append(min(max(total, 0.0), 1.0) if clip else total)
        columns.append(column)
    return np.array(columns).T
