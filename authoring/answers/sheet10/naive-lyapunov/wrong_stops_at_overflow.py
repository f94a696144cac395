"""Returns fewer norms."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "norms-cut-at-overflow"
DESCRIPTION = "norms ends at the overflow; it should have T entries."
HINT = "What should stand in the entries after the overflow?"
LOSES = ["naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1))
    norms, z = [], z1
    for _ in range(T):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            break
        norms.append(norm)
        z = model(z).detach()
    return math.log(norms[-1]) / T, torch.tensor(norms)
