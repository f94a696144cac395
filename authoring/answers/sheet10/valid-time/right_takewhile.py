"""Takes errors while they are small."""

import itertools

import torch


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    errors = torch.linalg.norm(predicted - true, dim=1) / true.shape[1] ** 0.5
    good = list(itertools.takewhile(lambda error: error <= threshold, errors))
    return len(good) * dt * lam
