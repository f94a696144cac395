"""Yields one state after the other."""

import itertools

import torch


def generate_orbit(model, x0, T):
    def states(z):
        while True:
            z = model(z)
            yield z

    start = torch.nn.functional.pad(x0, (0, model.M - model.N))
    with torch.no_grad():
        return torch.stack(list(itertools.islice(states(start), T)))
