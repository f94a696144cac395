"""Averages over time first."""

import torch

MISCONCEPTION = "averaged-over-time"
DESCRIPTION = "the squares are averaged over time, which leaves one error per variable instead of one per row."
HINT = "Which axis is time?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=0).sqrt()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
