"""Jacobians row by row with autograd.grad."""

import torch


def naive_max_lyapunov_exponent(model, z1, T):
    M = len(z1)
    product, z, finite = None, z1, True
    norms = []
    for _ in range(T):
        z = z.detach().requires_grad_(True)
        z_next = model(z)
        J = torch.stack([torch.autograd.grad(z_next[i], z, retain_graph=True)[0] for i in range(M)])
        product = J if product is None else J @ product
        finite = finite and bool(product.isfinite().all())
        norms.append(float(torch.linalg.svdvals(product)[0]) if finite else float("inf"))
        z = z_next
    norms = torch.tensor(norms)
    return torch.log(norms[-1]) / T, norms
