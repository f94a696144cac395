"""Compares the whole state, y padded with zeros."""

import torch.nn.functional as F

MISCONCEPTION = "loss-over-all-units"
DESCRIPTION = "the loss is taken over all M units, although only the first N are a read-out of the network."
HINT = "For which units is there a target?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    padded = F.pad(y[t_warmup:], (0, model.M - model.N))
    return ((Z - padded) ** 2).mean()
