"""torch."""

import torch


def closest_and_farthest(d, skip):
    low, high = torch.aminmax(torch.as_tensor(d)[skip:])
    return low, high
