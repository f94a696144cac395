"""Counts the first bad row."""

import torch

MISCONCEPTION = "one-too-many"
DESCRIPTION = "the first row whose error is too large is counted as well."
HINT = "If row 0 is already too far off, how long did the prediction hold?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    beyond = torch.nonzero(error > threshold).flatten().tolist()
    return ((beyond + [len(error) - 1])[0] + 1) * dt * lam
