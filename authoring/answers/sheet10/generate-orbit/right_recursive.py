"""Calls itself for the steps before the last one."""

import torch


def generate_orbit(model, x0, T):
    if T == 1:
        return model(torch.cat([x0, torch.zeros(model.M - model.N)]))[None]
    before = generate_orbit(model, x0, T - 1)
    return torch.cat([before, model(before[-1])[None]])
