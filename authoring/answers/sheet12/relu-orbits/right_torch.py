"""torch."""

import torch


def orbits(a, b, z0, T, clip=True):
    a, b, z = (torch.as_tensor(value) for value in (a, b, z0))
    Z = [z]
    for _ in range(T):
        z = torch.relu(z[:, None] - b) @ a
        z = z.clamp(0, 1) if clip else z
        Z.append(z)
    return torch.stack(Z)
