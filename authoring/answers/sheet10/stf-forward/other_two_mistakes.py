"""Never forced at zero, and hidden units lost at a forcing."""

import torch

LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t > 0 and t % t_forcing == 0:
            z = torch.cat([x[t], torch.zeros(B, model.M - N)], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
