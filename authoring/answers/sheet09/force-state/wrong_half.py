"""Half way."""

import torch

MISCONCEPTION = "half-way"
DESCRIPTION = "the state goes only part of the way."
HINT = "Read your result out. Is it x?"
LOSES = ["force-test"]


def force(h, x, B):
    return h + 0.5 * (x - h @ B.T) @ torch.linalg.pinv(B).T
