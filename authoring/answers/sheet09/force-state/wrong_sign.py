"""The wrong sign."""

import torch

MISCONCEPTION = "wrong-sign"
DESCRIPTION = "the correction has the wrong sign: the read-out moves away from x."
HINT = "Is your state nearer to the data than before?"
LOSES = ["force-test"]


def force(h, x, B):
    return h - (x - h @ B.T) @ torch.linalg.pinv(B).T
