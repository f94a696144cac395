"""Returns tensors, as a list."""

import numpy as np
import torch


def compose(fx, fy, gx, gy):
    x = np.array(gx)
    for level in fx:
        for i in np.flatnonzero(((gy[:-1] < level) & (level < gy[1:])) | ((gy[:-1] > level) & (level > gy[1:]))):
            x = np.append(x, gx[i] + (level - gy[i]) / (gy[i + 1] - gy[i]) * (gx[i + 1] - gx[i]))
    x.sort()
    return [torch.from_numpy(x), torch.from_numpy(np.interp(np.interp(x, gx, gy), fx, fy))]
