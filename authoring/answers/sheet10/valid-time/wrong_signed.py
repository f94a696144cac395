"""Averages signed errors."""

import torch

MISCONCEPTION = "signed"
DESCRIPTION = "errors of opposite sign cancel."
HINT = "What is your error if one variable is too large and another too small by the same amount?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = (predicted - true).mean(dim=1)
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
