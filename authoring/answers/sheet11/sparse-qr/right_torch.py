"""In torch."""

import numpy as np
import torch


def sparse_exponents(J, n):
    J = torch.as_tensor(np.asarray(J))
    Q, logs, times = torch.eye(J.shape[1], dtype=J.dtype), [], [0]
    for block in J.split(n):
        for matrix in block:
            Q = matrix @ Q
        Q, R = torch.linalg.qr(Q)
        logs.append(R.diagonal().abs().log())
        times.append(times[-1] + len(block))
    lam = (torch.stack(logs).sum(dim=0) / len(J)).sort(descending=True).values
    return lam, torch.tensor(times[1:])
