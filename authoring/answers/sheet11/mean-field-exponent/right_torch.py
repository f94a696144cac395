"""In torch."""

import numpy as np
import torch


def mean_field_exponent(g, sigma, z, w):
    z, w = torch.as_tensor(np.asarray(z)), torch.as_tensor(np.asarray(w))
    q = torch.ones((), dtype=z.dtype)
    for _ in range(800):
        q = g**2 * (w * torch.tanh(q.sqrt() * z) ** 2).sum() + sigma**2
    return 0.5 * torch.log(g**2 * (w * (1 - torch.tanh(q.sqrt() * z) ** 2) ** 2).sum())
