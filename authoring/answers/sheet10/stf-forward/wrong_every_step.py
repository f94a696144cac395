"""Forces at every step, whatever tau is."""

import torch

MISCONCEPTION = "forces-every-step"
DESCRIPTION = "the network is forced at every step: this is plain teacher forcing, t_forcing has no effect."
HINT = "Where does t_forcing come into your code? Between two forcings the network has to run on its own."
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
