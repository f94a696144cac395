"""Norms from the eigenvalues of J^T J."""

import torch


def choose_alpha(jacobians):
    def norm(J):
        return float(torch.linalg.eigvalsh(J.T @ J)[-1].clamp(min=0).sqrt())

    product = jacobians[0]
    for J in jacobians[1:]:
        product = torch.einsum("ij,jk->ik", J, product)
    norms = torch.tensor([norm(J) for J in jacobians], dtype=torch.float64)
    growths = norms.max(), norms.prod() ** (1 / len(norms)), norm(product) ** (1 / len(norms))
    return [float(torch.relu(torch.as_tensor(1 - 1 / g))) for g in growths]
