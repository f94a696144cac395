"""Solves for the multipliers."""

import torch


def force(h, x, B):
    return h + torch.linalg.solve(B @ B.T, (x - h @ B.T).T).T @ B
