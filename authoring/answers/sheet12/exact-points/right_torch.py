"""Returns a tensor."""

import numpy as np
import torch


def points_of_period(x, y, X, Y):
    X, d = torch.as_tensor(X), torch.as_tensor(Y - X)
    inside = d[:-1] * d[1:] < 0
    roots = (X[:-1] * d[1:] - X[1:] * d[:-1])[inside] / (d[1:] - d[:-1])[inside]
    points = torch.sort(torch.cat([X[d == 0], roots])).values
    moved = torch.as_tensor(np.interp(points.numpy(), x, y)) - points
    return points[moved.abs() > 1e-9]
