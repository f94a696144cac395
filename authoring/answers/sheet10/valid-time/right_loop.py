"""Walks until the error is too large."""

import torch


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    steps = 0
    for x, y in zip(true, predicted, strict=True):
        if torch.mean((x - y) ** 2) ** 0.5 > threshold:
            break
        steps += 1
    return steps * dt * lam
