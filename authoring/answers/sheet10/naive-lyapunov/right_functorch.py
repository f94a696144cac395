"""Jacobians by torch.func."""

import math

import numpy as np
import torch

from sheet_utils.lyapunov import spectral_norm


def naive_max_lyapunov_exponent(model, z1, T):
    J = torch.func.jacrev(model)
    z, product, norms = z1, torch.eye(len(z1)), []
    for _ in range(T):
        product = J(z).detach() @ product
        norm = spectral_norm(product)
        norms.append(norm if math.isfinite(norm) and math.inf not in norms else math.inf)
        z = model(z).detach()
    return np.log(norms[-1]) / T, torch.as_tensor(norms)
