"""y before x."""

import numpy as np

MISCONCEPTION = "results-swapped"
DESCRIPTION = "the two results are swapped: x comes first."
HINT = "In which order does the docstring name the results?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i])), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return np.interp(np.interp(x, gx, gy), fx, fy), x
