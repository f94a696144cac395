"""torch; a tensor."""

import torch


def divergence_rate(d, dt, first, last):
    y = torch.as_tensor(d, dtype=torch.float64)[first:last].log().mean(1)
    t = dt * torch.arange(len(y), dtype=torch.float64)
    t = t - t.mean()
    return (t * y).sum() / (t * t).sum()
