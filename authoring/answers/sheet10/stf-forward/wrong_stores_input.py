"""Stores the state that goes into the step."""

import torch

MISCONCEPTION = "stores-state-before-step"
DESCRIPTION = "Z[t] is the state before the step from t: the prediction comes one row late."
HINT = "Z[t] is compared with the observation after x[t]. Which state is a prediction of it?"
LOSES = ["stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[t], z[:, N:]], dim=1)
        Z.append(z)
        z = model(z)
    return torch.stack(Z)
