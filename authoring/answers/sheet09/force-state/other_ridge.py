"""A strong ridge."""

import torch

LOSES = ["force-test"]


def force(h, x, B):
    return h + (x - h @ B.T) @ torch.linalg.inv(B @ B.T + torch.eye(len(B), dtype=B.dtype)) @ B
