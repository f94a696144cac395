"""Forces at all but the multiples."""

import torch

MISCONCEPTION = "inverted-condition"
DESCRIPTION = "after the warm-up the condition is the wrong way round: reset between the multiples, free at them."
HINT = "For a multiple of t_forcing the remainder is 0, and 0 counts as false."
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
