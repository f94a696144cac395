"""The orbit first, then the Jacobians."""

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    orbit = [z1]
    while len(orbit) < T_trans + T:
        orbit.append(model(orbit[-1]).detach())
    Q, logs = torch.eye(len(z1), dtype=torch.float64), torch.zeros(T, dtype=torch.float64)
    for t, z in enumerate(orbit[T_trans:]):
        Q, R = torch.linalg.qr(model.jacobian(z).detach().double() @ Q)
        logs[t] = torch.abs(R[0, 0]).log()
    return logs.sum() / T
