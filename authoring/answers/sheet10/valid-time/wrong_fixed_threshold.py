"""The threshold is written into the code."""

import torch

MISCONCEPTION = "fixed-threshold"
DESCRIPTION = "the threshold is 0.4 whatever is asked for."
HINT = "Which of your numbers should be an argument?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.cumprod((error <= 0.4).int(), dim=0).sum()) * dt * lam
