"""torch."""

import torch


def steepest_slope(a, b):
    order = torch.argsort(torch.as_tensor(b))
    return torch.as_tensor(a)[order].cumsum(0).abs().max()
