"""With multi_dot, and a tensor as the result."""

import torch


def choose_alpha(jacobians):
    T = len(jacobians)
    norms = torch.linalg.matrix_norm(jacobians, 2)
    product = torch.linalg.multi_dot(tuple(jacobians.flip(0))) if T > 1 else jacobians[0]
    logs = torch.stack([norms.max().log(), norms.log().mean(), torch.linalg.matrix_norm(product, 2).log() / T])
    return (1 - torch.exp(-logs)).clamp(min=0).unbind()
