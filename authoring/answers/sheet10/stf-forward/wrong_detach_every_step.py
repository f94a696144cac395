"""Each step starts from a detached state."""

import torch

MISCONCEPTION = "detaches-every-step"
DESCRIPTION = "the gradient reaches back only one step: the state is taken out of the graph each time."
HINT = "Backpropagation through time has to pass through z. What in your loop stops it?"
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = z.detach()
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
