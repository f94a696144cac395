"""Weights of their own for every step, and autograd."""

import numpy as np
import torch


def gradient_terms(W, C, z, s, e):
    z, s, e, W, C = (torch.as_tensor(np.array(a), dtype=torch.float64) for a in (z, s, e, W, C))
    theta = torch.cat([W, C], dim=1)
    uses = [theta.clone().requires_grad_() for _ in range(len(s))]
    carried = torch.zeros_like(e)
    for r, weights in enumerate(uses):
        before = torch.atanh(z[r + 1]) - theta @ torch.cat([z[r], s[r]])
        after = torch.tanh(weights @ torch.cat([z[r] + carried, s[r]]) + before)
        carried = after - z[r + 1]
    return torch.stack(torch.autograd.grad(e @ carried, uses)).numpy()
