"""The state is forgotten."""

import torch

MISCONCEPTION = "unseen-part-forgotten"
DESCRIPTION = "the old state is forgotten: what the read-out does not see should stay."
HINT = "Which of all states with this read-out is nearest to h?"
LOSES = ["force-test"]


def force(h, x, B):
    return x @ torch.linalg.pinv(B).T
