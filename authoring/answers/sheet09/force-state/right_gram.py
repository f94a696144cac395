"""The formula for independent rows."""

import torch


def force(h, x, B):
    return h + (x - h @ B.T) @ torch.linalg.inv(B @ B.T) @ B
