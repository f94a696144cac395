"""torch."""

import torch


def cycle_rate(J):
    J = torch.as_tensor(J)
    P = torch.eye(J.shape[1], dtype=J.dtype)
    for j in J:
        P = j @ P
    return float(torch.log(torch.linalg.eigvals(P).abs().max()) / len(J))
