"""Forces at t = 0 and never again."""

import torch

MISCONCEPTION = "forces-only-once"
DESCRIPTION = "the run is set onto the data at t = 0 and never again."
HINT = "The forcing comes back every t_forcing steps. Does your condition hold a second time?"
LOSES = ["stf-test-schedule"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    z[:, :N] = x[0]
    Z = []
    for _ in range(T):
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
