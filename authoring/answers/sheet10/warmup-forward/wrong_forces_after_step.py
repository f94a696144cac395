"""Steps first and forces then."""

import torch

MISCONCEPTION = "forces-after-step"
DESCRIPTION = "the step is made before the reset, so the stored state is the observation itself."
HINT = "Reset, then step: the network should go on *from* the observation."
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = model(z)
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
