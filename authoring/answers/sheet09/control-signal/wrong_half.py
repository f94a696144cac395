"""Half of it."""

import torch

MISCONCEPTION = "half"
DESCRIPTION = "your result is half as large as it should be."
HINT = "Multiply your result by B. Is it x?"
LOSES = ["control-test"]


def control_signal(B, x):
    return 0.5 * x @ torch.linalg.pinv(B).T
