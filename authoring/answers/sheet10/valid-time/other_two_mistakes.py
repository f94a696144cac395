"""Euclidean distance, in units of time."""

import torch

LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = torch.linalg.norm(predicted - true, dim=1)
    return float((error <= threshold).sum()) * dt
