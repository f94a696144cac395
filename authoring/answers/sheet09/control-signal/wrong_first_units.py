"""The first N units."""

import torch

MISCONCEPTION = "first-units"
DESCRIPTION = "the observations are written into the first units; here all units are read out, through B."
HINT = "For which B would that be right?"
LOSES = ["control-test"]


def control_signal(B, x):
    W, (N, M) = len(x), B.shape
    signal = torch.zeros(W, M, dtype=x.dtype)
    n = min(N, M)
    signal[:, :n] = x[:, :n]
    return signal
