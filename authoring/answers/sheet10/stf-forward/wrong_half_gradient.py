"""Right values, the gradient of the hidden units halved."""

import torch

MISCONCEPTION = "wrong-gradient"
DESCRIPTION = "the result is right, but the gradient does not pass through every step that made it."
HINT = "What takes a value out of the graph, or builds a new tensor out of plain numbers?"
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = 0.5 * z + 0.5 * z.detach()
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
