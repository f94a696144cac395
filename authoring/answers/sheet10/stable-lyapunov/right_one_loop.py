"""One loop that counts from some step on."""

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z, Q, growth = z1, torch.eye(len(z1), dtype=z1.dtype), []
    for t in range(T_trans + T):
        if t >= T_trans:
            Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
            growth.append(R.diagonal().abs().log())
        with torch.no_grad():
            z = model(z)
    return torch.stack(growth).mean(dim=0)[0]
