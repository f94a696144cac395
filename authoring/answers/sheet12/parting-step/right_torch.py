"""torch; a tensor."""

import torch


def parting_step(delta, far, lam):
    return torch.ceil(torch.log(torch.tensor(far / delta, dtype=torch.float64)) / lam)
