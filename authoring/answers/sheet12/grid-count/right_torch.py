"""torch, with a loop."""

import torch


def count_points_of_period(r, p, x):
    x = torch.as_tensor(x)

    def zeros(steps):
        y = x.clone()
        for _ in range(steps):
            y = r * y * (1 - y)
        return int((torch.diff(torch.sign(y - x)) != 0).sum())

    return zeros(p) - zeros(1)
