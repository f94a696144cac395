"""Gram and Schmidt by hand."""

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        columns = []
        for k, v in enumerate((model.jacobian(z).detach() @ Q).T):
            for q in columns:
                v = v - (q @ v) * q
            size = v.norm()
            if k == 0:
                total = total + size.log().item()
            columns.append(v / size)
        Q = torch.stack(columns, dim=1)
        z = model(z).detach()
    return total / T
