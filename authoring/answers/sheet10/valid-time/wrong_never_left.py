"""Gives zero where the error stays small."""

import torch

MISCONCEPTION = "never-left"
DESCRIPTION = "a prediction that never leaves the truth gets the time zero."
HINT = "What does argmax return when nothing is true?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.argmax((error > threshold).int())) * dt * lam
