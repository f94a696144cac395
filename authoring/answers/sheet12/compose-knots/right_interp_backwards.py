"""Reads each piece backwards with np.interp."""

import numpy as np


def compose(fx, fy, gx, gy):
    x = []
    for i in range(len(gx) - 1):
        x.append(gx[i])
        ends = sorted([(gy[i], gx[i]), (gy[i + 1], gx[i + 1])])
        levels = fx[(fx > ends[0][0]) & (fx < ends[1][0])]
        x.extend(sorted(np.interp(levels, [ends[0][0], ends[1][0]], [ends[0][1], ends[1][1]])))
    x.append(gx[-1])
    return np.array(x), np.interp(np.interp(np.array(x), gx, gy), fx, fy)
