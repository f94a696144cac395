"""Runs through and cuts the warm-up off."""

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = x.new_zeros((B, model.M))
    states = []
    for t in range(T):
        if t <= t_warmup or not (t - t_warmup) % t_forcing:
            z = torch.hstack((x[t], z[:, N:]))
        z = model(z)
        states.append(z)
    return torch.stack(states)[t_warmup:]
