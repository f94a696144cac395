"""Forces with x[t + 1], and not at all at the last step."""

import torch

MISCONCEPTION = "forces-with-next"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0 and t + 1 < T:
            z = torch.cat([x[t + 1], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
