"""A list of two."""

import math


def predictability(curve, first, last):
    t = list(range(first, last + 1))
    n, y = len(t), [float(curve[k]) for k in t]
    lam = (n * sum(a * b for a, b in zip(t, y, strict=True)) - sum(t) * sum(y)) / (
        n * sum(a * a for a in t) - sum(t) ** 2
    )
    return [lam, math.log(2) / lam]
