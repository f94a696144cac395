"""Looks at the first variable."""

import torch

MISCONCEPTION = "first-variable-only"
DESCRIPTION = "only the first variable is compared."
HINT = "Which axis holds the variables, and what should happen along it?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = (predicted - true)[:, 0].abs()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
