"""A single tangent vector, the first column of Q."""

import torch


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    v, total = torch.zeros_like(z), 0.0
    v[0] = 1.0
    for _ in range(T):
        v = model.jacobian(z).detach() @ v
        size = torch.linalg.vector_norm(v)
        v, total = v / size, total + float(torch.log(size))
        z = model(z).detach()
    return total / T
