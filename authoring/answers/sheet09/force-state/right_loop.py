"""Row by row."""

import torch


def force(h, x, B):
    rows = [state + torch.linalg.pinv(B) @ (seen - B @ state) for state, seen in zip(h, x, strict=True)]
    return torch.stack(rows)
