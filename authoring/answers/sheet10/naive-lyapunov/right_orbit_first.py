"""First the orbit, then all Jacobians, then the products."""

import itertools
import math

import torch

from sheet_utils.lyapunov import spectral_norm


def naive_max_lyapunov_exponent(model, z1, T):
    orbit = [z1]
    with torch.no_grad():
        for _ in range(T - 1):
            orbit.append(model(orbit[-1]))
    jacobians = torch.stack([model.jacobian(z) for z in orbit]).detach()
    products = itertools.accumulate(jacobians, lambda product, J: J @ product)
    norms = [spectral_norm(product) for product in products]
    broken = False
    for r, norm in enumerate(norms):
        broken = broken or not math.isfinite(norm)
        norms[r] = math.inf if broken else float(norm)
    return math.log(norms[-1]) / T, torch.tensor(norms)
