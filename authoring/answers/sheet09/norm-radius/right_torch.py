"""torch; tensors."""

import torch


def norm_and_radius(A):
    A = torch.as_tensor(A)
    return torch.linalg.matrix_norm(A, 2), torch.linalg.eigvals(A).abs().max()
