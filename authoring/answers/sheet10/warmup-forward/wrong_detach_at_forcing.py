"""The units that go on through a forcing are detached."""

import torch

MISCONCEPTION = "detaches-at-forcing"
DESCRIPTION = "the gradient ends at every reset: the units that go on through it are cut off from the graph."
HINT = "A reset replaces N units. The others carry their value through it, and their gradient too."
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:].detach()], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
