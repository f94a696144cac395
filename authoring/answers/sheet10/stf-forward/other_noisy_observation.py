"""Forces with a noisy observation."""

import torch

LOSES = ["stf-test-schedule", "stf-test-replace", "stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t] + 0.01 * torch.randn(B, N), z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
