"""The time step and the exponent are written into the code."""

import torch

MISCONCEPTION = "fixed-constants"
DESCRIPTION = "dt and lam are 0.01 and 0.906 whatever is asked for."
HINT = "What would your function say of another system?"
LOSES = ["valid-test-value"]


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = ((predicted - true) ** 2).mean(dim=1).sqrt()
    return float(torch.cumprod((error <= threshold).int(), dim=0).sum()) * 0.01 * 0.906
