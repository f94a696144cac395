"""Every piece of g against every knot of f at once."""

import numpy as np


def compose(fx, fy, gx, gy):
    with np.errstate(all="ignore"):
        part = (fx[:, None] - gy[:-1]) / np.diff(gy)
    hit = np.isfinite(part) & (part > 0) & (part < 1)
    crossings = (gx[:-1] + part * np.diff(gx))[hit]
    x = np.sort(np.concatenate([gx, crossings]))
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
