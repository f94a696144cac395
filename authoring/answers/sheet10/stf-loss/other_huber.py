"""Squares small errors only."""

import torch.nn.functional as F

LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return 2 * F.smooth_l1_loss(Z[..., : model.N], y)
