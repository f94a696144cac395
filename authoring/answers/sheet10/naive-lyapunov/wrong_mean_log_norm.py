"""Averages the logarithms of single norms."""

import torch

from sheet_utils.lyapunov import spectral_norm

MISCONCEPTION = "mean-of-log-norms"
DESCRIPTION = (
    "lambda is the mean of the logarithms of single norms: far too large, since no direction is stretched most "
    "every time."
)
HINT = "The logarithm is taken once, of the norm of the whole product."
LOSES = ["naive-test-norms", "naive-test-lambda", "naive-test-overflow"]


def naive_max_lyapunov_exponent(model, z1, T):
    norms = torch.zeros(T)
    z = z1
    for r in range(T):
        norms[r] = spectral_norm(jacobian(model, z))
        z = model(z).detach()
    return torch.log(norms).mean(), norms
