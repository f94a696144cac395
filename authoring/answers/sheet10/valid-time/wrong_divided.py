"""Divides by the exponent."""

import torch

MISCONCEPTION = "divided-by-lyapunov"
DESCRIPTION = "the time is divided by the exponent."
HINT = "A Lyapunov time is 1/λ. Does a larger λ make it longer or shorter?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt / lam
