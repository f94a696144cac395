"""Right run, stacked along the second axis."""

import torch

MISCONCEPTION = "returns-batch-first"
DESCRIPTION = "the run is right, but Z has the shape (B, T, M): time has to come first."
HINT = "Along which axis are the states joined?"
LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z, dim=1)
