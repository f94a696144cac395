"""N = 3 left in."""

import torch

MISCONCEPTION = "fixed-n"
DESCRIPTION = "N = 3 was left in from the first notebook; here one variable is observed."
HINT = "Your code contains a number from another notebook. Which argument knows the right one?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, 3:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
