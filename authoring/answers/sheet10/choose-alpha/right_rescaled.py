"""Keeps the product small, and its logarithm apart."""

import math

import torch


def choose_alpha(jacobians):
    norms = torch.linalg.svdvals(jacobians)[:, 0]
    product, logarithm = torch.eye(jacobians.shape[-1], dtype=jacobians.dtype), 0.0
    for J in jacobians:
        product = J @ product
        size = product.norm()
        product, logarithm = product / size, logarithm + size.log()
    logarithm = logarithm + torch.linalg.matrix_norm(product, 2).log()
    logs = [norms.log().max(), norms.log().mean(), logarithm / len(jacobians)]
    return tuple(max(0.0, 1 - math.exp(-float(value))) for value in logs)
