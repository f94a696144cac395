"""The last row that agrees."""

import torch

MISCONCEPTION = "last-agreement"
DESCRIPTION = "the last row in which the curves meet is taken, not the first in which they differ."
HINT = "Which of the crossings ends the prediction?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return (
        float(torch.nonzero(error <= threshold).flatten().tolist()[-1] + 1 if (error <= threshold).any() else 0)
        * dt
        * lam
    )
