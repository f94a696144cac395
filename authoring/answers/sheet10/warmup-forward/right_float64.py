"""In double precision."""

import copy

import torch


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    twin = copy.copy(model)
    parameters = {name: parameter.double() for name, parameter in model.named_parameters()}
    step = lambda z: torch.func.functional_call(twin, parameters, (z,))
    T, B, N = x.shape
    z = torch.zeros(B, model.M, dtype=torch.float64)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t].double(), z[:, N:]], dim=1)
        z = step(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
