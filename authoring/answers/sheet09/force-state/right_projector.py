"""Projects, then adds the nearest state to zero."""

import torch


def force(h, x, B):
    P = torch.linalg.pinv(B)
    return h @ (torch.eye(B.shape[1], dtype=B.dtype) - P @ B).T + x @ P.T
