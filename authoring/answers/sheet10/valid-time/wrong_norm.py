"""The Euclidean distance."""

import torch

MISCONCEPTION = "not-averaged"
DESCRIPTION = "the squares are added over the variables instead of averaged."
HINT = "Would your error be larger if the same variable were measured twice?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = torch.linalg.norm(predicted - true, dim=1)
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
