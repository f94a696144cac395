"""Shows a progress bar and prints."""

import math

import torch
from torch.autograd.functional import jacobian

from sheet_utils.lyapunov import spectral_norm
from sheet_utils.runtime import progress


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1), dtype=z1.dtype)
    norms = torch.full((T,), math.inf, dtype=z1.dtype)
    z = z1.clone()
    for r in progress(range(T), "Jacobians"):
        product = jacobian(model, z) @ product
        norm = spectral_norm(product)
        if not math.isfinite(norm):
            print("overflow at", r)
            break
        norms[r] = norm
        z = model(z).detach()
    return torch.log(norms[-1]) / T, norms
