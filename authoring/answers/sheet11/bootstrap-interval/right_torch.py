"""torch."""

import torch


def bootstrap_interval(x, y, picks, level=0.95):
    x, y = torch.as_tensor(x, dtype=torch.float64), torch.as_tensor(y, dtype=torch.float64)
    r = torch.stack([torch.corrcoef(torch.stack([x[row], y[row]]))[0, 1] for row in torch.as_tensor(picks)])
    ends = torch.quantile(r, torch.tensor([(1 - level) / 2, (1 + level) / 2], dtype=torch.float64))
    return ends[0], ends[1]
