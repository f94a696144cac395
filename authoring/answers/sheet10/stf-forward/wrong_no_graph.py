"""Runs without recording a graph."""

import torch

MISCONCEPTION = "result-without-graph"
DESCRIPTION = "the values are right, but the result is cut off from the parameters: nothing can be learnt from it."
HINT = "Training needs the derivative of Z. What keeps PyTorch from recording how Z was made?"
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    with torch.no_grad():
        for t in range(T):
            if t % t_forcing == 0:
                z = torch.cat([x[t], z[:, N:]], dim=1)
            z = model(z)
            Z.append(z)
    return torch.stack(Z)
