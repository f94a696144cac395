"""Forces in the warm-up and never again."""

import torch

MISCONCEPTION = "never-forced-after-warmup"
DESCRIPTION = "after the warm-up the network is never reset again."
HINT = "What does t_forcing do in your code?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
