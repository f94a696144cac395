"""Writes the reset as a matrix, as on the page."""

import torch


def forced_product_norms(jacobians, t_forcing, N):
    M = jacobians.shape[1]
    D = torch.diag(torch.cat([torch.zeros(N), torch.ones(M - N)])).to(jacobians.dtype)
    P = torch.eye(M, dtype=jacobians.dtype)
    norms = torch.zeros(len(jacobians), dtype=jacobians.dtype)
    for t, J in enumerate(jacobians):
        forced = t_forcing is not None and t % t_forcing == 0
        P = (J @ D if forced else J) @ P
        norms[t] = torch.linalg.svdvals(P)[0]
    return norms
