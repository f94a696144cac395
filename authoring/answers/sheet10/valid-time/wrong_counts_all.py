"""Counts all rows that agree."""

MISCONCEPTION = "counts-later-agreement"
DESCRIPTION = "rows are counted in which the two curves happen to meet again later."
HINT = "A stopped clock is right twice a day. At which row should you stop counting?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float((error <= threshold).sum()) * dt * lam
