"""The whole state is built anew from x[t] and zeros."""

import torch

MISCONCEPTION = "zeroes-hidden-units"
DESCRIPTION = "at a forced step the units beyond N are set to zero: the network forgets all that it cannot see."
HINT = "Which units does the data say something about? What should become of the others?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], torch.zeros(B, model.M - N)], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
