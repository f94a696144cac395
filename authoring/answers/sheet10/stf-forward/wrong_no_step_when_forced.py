"""A forced state is stored without a step."""

import torch

MISCONCEPTION = "no-step-when-forced"
DESCRIPTION = "at a forced time the state is replaced, but the step F is left out."
HINT = "Time goes on by one at forced times, too: force first, then do what?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        z = torch.cat([x[t], z[:, N:]], dim=1) if t % t_forcing == 0 else model(z)
        Z.append(z)
    return torch.stack(Z)
