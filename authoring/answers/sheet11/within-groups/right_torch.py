"""torch."""

import torch


def within_groups(x, y, group):
    x, y, group = (torch.as_tensor(part, dtype=torch.float64) for part in (x, y, group))
    both = torch.stack([x, y])
    for label in group.unique():
        both[:, group == label] -= both[:, group == label].mean(1, keepdim=True)
    return torch.corrcoef(both)[0, 1]
