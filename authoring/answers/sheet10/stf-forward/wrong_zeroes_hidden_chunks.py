"""Every interval starts from a fresh zero state."""

import torch

MISCONCEPTION = "zeroes-hidden-units"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    Z = []
    for start in range(0, T, t_forcing):
        z = x.new_zeros(B, model.M)
        z[:, :N] = x[start]
        for _ in range(start, min(start + t_forcing, T)):
            z = model(z)
            Z.append(z)
    return torch.stack(Z)
