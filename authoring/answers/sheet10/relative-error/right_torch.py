"""torch; returns a tensor."""

import torch


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    lam = torch.as_tensor(lam_per_step) / dt
    return torch.abs(lam - lam_true) / abs(lam_true)
