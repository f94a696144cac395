"""torch."""

import torch


def margin(log_norms):
    log_norms = torch.as_tensor(log_norms)
    return torch.expm1(log_norms / torch.arange(1, len(log_norms) + 1)).abs()
