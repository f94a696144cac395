"""Each step starts from a detached state."""

import torch

MISCONCEPTION = "detaches-every-step"
DESCRIPTION = "the gradient reaches back only one step: the state is taken out of the graph each time."
HINT = "Backpropagation through time has to pass through z. What in your loop stops it?"
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = z.detach()
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
