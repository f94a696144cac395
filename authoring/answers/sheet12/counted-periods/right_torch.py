"""Tensors."""

import torch


def counted_periods(n):
    p = torch.arange(2, n + 1)
    p = p[n % p == 0]
    return p, p[(p & (p - 1)) != 0]
