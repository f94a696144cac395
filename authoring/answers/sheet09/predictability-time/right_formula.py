"""The formula of regression."""

import numpy as np


def predictability(curve, first, last):
    t = np.arange(first, last + 1)
    y = curve[first : last + 1]
    lam = ((t - t.mean()) * (y - y.mean())).sum() / ((t - t.mean()) ** 2).sum()
    return lam, np.log(2) / lam
