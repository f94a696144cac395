"""Tensors."""

import torch


def pair_limits(Z):
    Z = torch.as_tensor(Z)
    for t in range(1, len(Z)):
        same = (Z[:t] == Z[t]).all(dim=1).nonzero()
        if len(same):
            d = (Z[int(same[0]) : t, 0] - Z[int(same[0]) : t, 1]).abs()
            return d.min(), d.max()
    return torch.tensor(float("nan")), torch.tensor(float("nan"))
