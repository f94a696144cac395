"""The first columns alone."""

import torch

MISCONCEPTION = "square-block"
DESCRIPTION = "only a square block of B is inverted: there is a state with a smaller norm, or a smaller error."
HINT = "Which of all states with this read-out has the smallest norm?"
LOSES = ["control-test"]


def control_signal(B, x):
    N, M = B.shape
    n = min(N, M)
    signal = torch.zeros(len(x), M, dtype=x.dtype)
    signal[:, :n] = torch.linalg.solve(B[:n, :n], x[:, :n].T).T
    return signal
