"""In torch."""

import torch


def resolved_exponents(lam, n, eps):
    lam = torch.as_tensor(lam)
    return (torch.exp(-n * (lam.max() - lam)) > eps).sum()
