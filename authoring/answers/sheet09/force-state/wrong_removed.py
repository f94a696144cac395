"""The observed part is removed only."""

import torch

MISCONCEPTION = "data-missing"
DESCRIPTION = "what the read-out sees is removed, and the data are not put in its place."
HINT = "Where does x enter?"
LOSES = ["force-test"]


def force(h, x, B):
    return h - (h @ B.T) @ torch.linalg.pinv(B).T
