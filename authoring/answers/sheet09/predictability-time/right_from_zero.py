"""Steps counted from 0: the slope is the same."""

import numpy as np


def predictability(curve, first, last):
    part = curve[first : last + 1]
    lam = float(np.polynomial.Polynomial.fit(range(len(part)), part, 1).convert().coef[1])
    return lam, 0.6931471805599453 / lam
