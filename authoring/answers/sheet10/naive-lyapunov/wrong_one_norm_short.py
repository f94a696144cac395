"""Multiplies T - 1 Jacobians, as the original sheet does."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "one-factor-short"
DESCRIPTION = "there are T - 1 Jacobians, not T."
HINT = (
    "The original sheet counts otherwise; here there are as many Jacobians as norms, and as many as lambda is "
    "divided by."
)
LOSES = ["naive-test-norms", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms, z = [], z1
    for _ in range(max(T - 1, 1)):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        norms.append(norm if math.isfinite(norm) else math.inf)
        z = model(z).detach()
    return math.log(norms[-1]) / T, torch.tensor(norms)
