"""Compares the squared error."""

import torch

MISCONCEPTION = "no-root"
DESCRIPTION = "the mean square is compared with the threshold, without its root."
HINT = "In which unit is the threshold, and in which your error?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1)
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
