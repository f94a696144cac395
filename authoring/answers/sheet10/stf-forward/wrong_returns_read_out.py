"""Returns the observed units only."""

import torch

MISCONCEPTION = "returns-read-out"
DESCRIPTION = "only the N observed units are returned; Z holds all M of them."
HINT = "The loss takes the read-out by itself. What shape should this function return?"
LOSES = ["stf-test-shape", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z[:, :N])
    return torch.stack(Z)
