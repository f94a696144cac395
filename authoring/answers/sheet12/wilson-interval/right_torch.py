"""torch."""

import torch


def wilson_interval(hits, n, z=1.96):
    p = torch.tensor(hits / n, dtype=torch.float64)
    half = z * torch.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    ends = torch.stack([p + z**2 / (2 * n) - half, p + z**2 / (2 * n) + half]) / (1 + z**2 / n)
    return ends[0], ends[1]
