"""x on top of what is there."""

import torch

MISCONCEPTION = "old-read-out-kept"
DESCRIPTION = "x comes on top of what the state read out before; that part has to go."
HINT = "What is the read-out of h + B^+ x?"
LOSES = ["force-test"]


def force(h, x, B):
    return h + x @ torch.linalg.pinv(B).T
