"""Zeros of the right shape."""

import torch

LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    return torch.zeros(len(x), x.shape[1], model.M)
