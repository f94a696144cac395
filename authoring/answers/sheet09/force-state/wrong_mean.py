"""One correction for all."""

import torch

MISCONCEPTION = "sequences-mixed"
DESCRIPTION = "all sequences get the same correction, their mean."
HINT = "Does one sequence know of the others?"
LOSES = ["force-test"]


def force(h, x, B):
    return h + ((x - h @ B.T) @ torch.linalg.pinv(B).T).mean(dim=0)
