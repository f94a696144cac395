"""Loops and the formula of the straight line."""

import numpy as np


def spectrum_change(spectra):
    d = []
    for before, after in zip(spectra[:-1], spectra[1:], strict=False):
        d.append(sum((b - a) ** 2 for a, b in zip(before, after, strict=False)) / len(before))
    u, v = np.log(np.arange(1, len(d) + 1)), np.log(d)
    slope = ((u - u.mean()) * (v - v.mean())).sum() / ((u - u.mean()) ** 2).sum()
    return d, slope
