"""Returns ones of the right shape."""

import torch

LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace", "stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    return torch.ones(T, B, model.M)
