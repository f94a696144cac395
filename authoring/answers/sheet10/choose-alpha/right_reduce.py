"""With functools.reduce."""

import functools
import math

import torch


def choose_alpha(jacobians):
    norms = [float(torch.linalg.matrix_norm(J, 2)) for J in jacobians]
    product = functools.reduce(lambda P, J: J @ P, jacobians)
    growths = [max(norms), math.prod(norms) ** (1 / len(norms))]
    growths.append(float(torch.linalg.matrix_norm(product, 2)) ** (1 / len(norms)))
    return tuple(1 - 1 / g if g > 1 else 0.0 for g in growths)
