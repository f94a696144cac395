"""In units of time."""

import torch

MISCONCEPTION = "not-in-lyapunov-times"
DESCRIPTION = "the result is in units of time, not in Lyapunov times."
HINT = "How long is one Lyapunov time, and how many of them fit into your result?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt
