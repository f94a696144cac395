"""Forces in place, after a clone of the prediction was stored."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z[:, :N] = x[t]
        z = model(z)
        Z.append(z.clone())
    return torch.stack(Z[t_warmup:])
