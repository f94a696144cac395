"""The observation is repeated until it fills all M units."""

import torch

MISCONCEPTION = "forces-all-units"
DESCRIPTION = "all M units are overwritten at a forced step, although only N of them are observed."
HINT = "The data have N entries per step and the state has M. Which entries of the state is there an observation for?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = x[t].repeat(1, model.M // N + 1)[:, : model.M]
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
