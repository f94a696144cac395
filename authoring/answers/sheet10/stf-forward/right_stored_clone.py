"""Forces in place, after a clone of the prediction was stored."""

import torch


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z[:, :N] = x[t]
        z = model(z)
        Z.append(z.clone())
    return torch.stack(Z)
