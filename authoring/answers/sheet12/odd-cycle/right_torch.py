"""A tensor."""

import torch


def odd_cycle(p):
    m = (p - 1) // 2
    step = torch.arange(1, m + 1)
    order = torch.cat([torch.tensor([m]), torch.stack([m + step, m - step], dim=1).flatten()])
    y = torch.empty(p, dtype=torch.float64)
    y[order] = torch.roll(order, -1).double() / (p - 1)
    return y
