"""Every step starts from the last forced state."""

import torch

MISCONCEPTION = "state-not-kept"
DESCRIPTION = "the result of a step is stored, but the next step does not start from it."
HINT = "After a step, which variable holds the new state? Which one goes into the next step?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        Z.append(model(z))
    return torch.stack(Z)
