"""Asks torch: the loss e_t z_t along the linearised orbit."""

import torch


def backward(J, e):
    J, e = torch.as_tensor(J), torch.as_tensor(e)
    push = torch.zeros_like(e, requires_grad=True)
    z, loss = push[0], 0.0
    for t in range(len(e)):
        loss = loss + (e[t] * z).sum()
        if t < len(J):
            z = J[t] @ z + push[t + 1]
    return torch.autograd.grad(loss, push)[0].numpy()
