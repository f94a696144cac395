"""The forced state is a copy without history."""

import torch

MISCONCEPTION = "detaches-at-forcing"
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            forced = z.data.clone()
            forced[:, :N] = x[t]
            z = forced
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
