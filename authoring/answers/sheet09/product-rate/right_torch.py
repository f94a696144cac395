"""torch; a tensor."""

import torch


def product_rate(J, dt):
    J = torch.as_tensor(J)
    P = torch.eye(J.shape[1], dtype=J.dtype)
    for Jt in J:
        P = Jt @ P
    return torch.linalg.matrix_norm(P, 2).log() / (len(J) * dt)
