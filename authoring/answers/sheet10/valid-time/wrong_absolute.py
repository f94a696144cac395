"""The mean absolute error."""

import torch

MISCONCEPTION = "mean-absolute"
DESCRIPTION = "the mean absolute error is compared, not the root mean square."
HINT = "Which comes first in a root mean square: the square or the mean?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = (predicted - true).abs().mean(dim=1)
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
