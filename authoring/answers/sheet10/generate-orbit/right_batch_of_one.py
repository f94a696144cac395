"""Steps a batch with one state in it."""

import torch


def generate_orbit(model, x0, T):
    z = torch.cat([x0, x0.new_zeros(model.M - model.N)])[None]
    states = []
    for _ in range(T):
        z = model(z).detach()
        states.append(z)
    return torch.cat(states)
