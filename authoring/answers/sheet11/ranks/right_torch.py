"""torch."""

import torch


def ranks(x):
    x = torch.as_tensor(x)
    sign = torch.sign(x[:, None] - x[None, :])
    return (sign.sum(1) + len(x) + 1) / 2
