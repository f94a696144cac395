"""torch clips."""

import torch


def clip(G, c):
    p = torch.zeros(G.shape, dtype=torch.float64)
    p.grad = torch.as_tensor(G).double().clone()
    length = p.grad.norm()
    return p.grad * torch.clamp(c / length, max=1.0) if length > 0 else p.grad
