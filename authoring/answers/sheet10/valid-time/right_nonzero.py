"""Asks for the first index."""

import torch


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    beyond = torch.nonzero(error > threshold).flatten().tolist()
    return lam * dt * (beyond + [len(error)])[0]
