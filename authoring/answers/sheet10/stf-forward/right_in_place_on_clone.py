"""Forces in place, on a clone of the state."""

import torch


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = torch.empty(T, B, model.M)
    for t in range(T):
        if t % t_forcing == 0:
            z = z.clone()
            z[:, 0:N] = x[t]
        z = model(z)
        Z[t] = z
    return Z
