"""A small ridge keeps the inverse alive."""

import torch

MISCONCEPTION = "ridge"
DESCRIPTION = "a number on the diagonal makes the inverse exist, but it also changes the result."
HINT = "Multiply your result by B. Is it x, to all digits?"
LOSES = ["control-test"]


def control_signal(B, x):
    ridge = 0.1 * torch.eye(B.shape[1], dtype=B.dtype)
    return x @ (torch.linalg.inv(B.T @ B + ridge) @ B.T).T
