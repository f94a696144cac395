"""torch tensors."""

import torch


def standard_deviations(k):
    k = torch.tensor(float(k), dtype=torch.float64)
    return (2 / k).sqrt(), (2 / (k + 1)).sqrt(), (4 * k * k.log()).rsqrt()
