"""In double precision."""

import copy

import torch


def process_sequence_using_GTF(model, x, alpha):
    twin = copy.copy(model)
    parameters = {name: parameter.double() for name, parameter in model.named_parameters()}
    T, B, N = x.shape
    z = torch.zeros(B, model.M, dtype=torch.float64)
    states = []
    for t in range(T):
        strength = alpha if t else 1.0
        mixed = strength * x[t].double() + (1 - strength) * z[:, :N]
        z = torch.func.functional_call(twin, parameters, (torch.cat([mixed, z[:, N:]], dim=1),))
        states.append(z)
    return torch.stack(states)
