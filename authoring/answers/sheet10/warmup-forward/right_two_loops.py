"""One loop for the warm-up, one for the rest."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    for x_t in x[:t_warmup]:
        z = model(torch.cat([x_t, z[:, N:]], dim=1))
    states = []
    for k, x_t in enumerate(x[t_warmup:]):
        if k % t_forcing == 0:
            z = torch.cat([x_t, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
