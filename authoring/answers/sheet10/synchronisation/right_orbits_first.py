"""Runs each copy through, and compares the two orbits."""

import torch


def forced_orbit(model, x, z):
    states = []
    for x_t in x:
        z = model(torch.hstack([x_t, z[len(x_t) :]]))
        states.append(z)
    return torch.stack(states)


def synchronisation(model, x, z, z_other):
    difference = forced_orbit(model, x, z) - forced_orbit(model, x, z_other)
    return difference.pow(2).sum(dim=1).sqrt()
