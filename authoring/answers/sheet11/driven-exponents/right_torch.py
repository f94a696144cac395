"""In torch."""

import numpy as np
import torch


def driven_exponents(J):
    J = torch.as_tensor(np.asarray(J))
    T, B, M = J.shape[:3]
    Q, logs = torch.eye(M, dtype=J.dtype).expand(B, M, M), []
    for t in range(T):
        Q, R = torch.linalg.qr(J[t] @ Q)
        logs.append(R.diagonal(dim1=1, dim2=2).abs().log())
    return torch.stack(logs).mean(dim=0).sort(dim=1, descending=True).values
