"""Returns the last state of the warm-up too."""

import torch

MISCONCEPTION = "returned-rows-off-by-one"
DESCRIPTION = "the rows that are returned begin at the wrong step."
HINT = "Z[0] is the state after the step from t = t_warmup. Which row of your run is that?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup - 1:
            Z.append(z)
    return torch.stack(Z)
