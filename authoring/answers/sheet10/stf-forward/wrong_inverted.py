"""`if t % t_forcing` is true where it should be false."""

import torch

MISCONCEPTION = "inverted-condition"
DESCRIPTION = "the condition is the wrong way round: forced between the multiples of tau, free at them."
HINT = "For a multiple of t_forcing the remainder is 0, and 0 counts as false."
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
