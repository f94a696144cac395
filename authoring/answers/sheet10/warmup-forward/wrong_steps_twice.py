"""An `else` is missing."""

import torch

MISCONCEPTION = "steps-twice-when-forced"
DESCRIPTION = "at a reset time the network makes two steps."
HINT = "How often is the model called in one round of the loop, at a reset time and at a free one?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = model(torch.cat([x[t], z[:, N:]], dim=1))
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
