"""torch."""

import torch


def orbits(a, b, z0, T):
    a, b, z = (torch.as_tensor(value) for value in (a, b, z0))
    Z = [z]
    for _ in range(T):
        z = (torch.relu(z[:, None] - b) @ a).clamp(0, 1)
        Z.append(z)
    return torch.stack(Z)
