"""Keeps the product at size one, and its size as a logarithm."""

import torch


def forced_product_norms(jacobians, t_forcing, N):
    product = torch.eye(jacobians.shape[1], dtype=torch.float64)
    log, logs = 0.0, []
    for t, J in enumerate(jacobians.double()):
        if t_forcing is not None and t % t_forcing == 0:
            J = torch.cat([torch.zeros_like(J[:, :N]), J[:, N:]], dim=1)
        product = J @ product
        size = torch.linalg.matrix_norm(product, ord=2)
        product, log = product / size, log + torch.log(size)
        logs.append(log)
    return torch.exp(torch.stack(logs))
