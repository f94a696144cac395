"""Forces the last N units."""

import torch

MISCONCEPTION = "forces-last-units"
DESCRIPTION = "the observation goes into the last units; it is the first N that are read out."
HINT = "Which end of the state is compared with the data?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([z[:, :-N], x[t]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
