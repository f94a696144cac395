"""An `else` is missing: a forced time makes two steps."""

import torch

MISCONCEPTION = "steps-twice-when-forced"
DESCRIPTION = "at a forced time the network makes two steps."
HINT = "How often is the model called in one round of the loop, at a forced time and at a free one?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = model(torch.cat([x[t], z[:, N:]], dim=1))
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
