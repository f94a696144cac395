"""In torch."""

import numpy as np
import torch


def mean_field_exponents(g, sigma, z, w):
    z, w = torch.as_tensor(np.asarray(z)), torch.as_tensor(np.asarray(w))
    q = torch.ones((), dtype=z.dtype)
    for _ in range(800):
        q = g**2 * (w * torch.tanh(q.sqrt() * z) ** 2).sum() + sigma**2
    slope = 1 - torch.tanh(q.sqrt() * z) ** 2
    return 0.5 * torch.log(g**2 * (w * slope**2).sum()), torch.log(g * slope) @ w
