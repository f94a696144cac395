"""Counts the rows before the first large error by a running product."""

import torch


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * dt * lam
