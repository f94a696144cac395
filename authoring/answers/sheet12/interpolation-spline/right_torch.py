"""torch."""

import torch


def interpolation(t, y):
    t, y = torch.as_tensor(t), torch.as_tensor(y)
    m = torch.minimum(t[:, None], t[None, :])
    K = torch.outer(t, t) * m - (t[:, None] + t) * m.square() / 2 + m**3 / 3
    c = torch.linalg.solve(K, y)
    return torch.dot(y, c) / 2, c
