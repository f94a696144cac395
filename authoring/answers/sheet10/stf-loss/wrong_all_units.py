"""Compares the whole state, y padded with zeros."""

import torch.nn.functional as F

MISCONCEPTION = "loss-over-all-units"
DESCRIPTION = "the loss is taken over all M units, although only the first N are a read-out of the network."
HINT = "For which units is there a target?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    padded = F.pad(y, (0, model.M - model.N))
    return ((Z - padded) ** 2).mean()
