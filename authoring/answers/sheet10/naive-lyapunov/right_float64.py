"""Products in double precision."""

import torch

from sheet_utils.lyapunov import spectral_norm


def naive_max_lyapunov_exponent(model, z1, T):
    product = torch.eye(len(z1), dtype=torch.float64)
    norms = torch.full((T,), float("inf"), dtype=torch.float64)
    z = z1.detach()
    for r in range(T):
        product = torch.matmul(jacobian(model, z).double(), product)
        if torch.isfinite(product).all():
            norms[r] = spectral_norm(product)
        else:
            break
        with torch.no_grad():
            z = model(z)
    return (norms[-1].log() / T).item(), norms
