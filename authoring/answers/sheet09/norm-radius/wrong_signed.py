"""No modulus."""

import numpy as np

MISCONCEPTION = "signed-eigenvalue"
DESCRIPTION = "this is the largest real part of an eigenvalue; the radius is the largest modulus."
HINT = "An eigenvalue of -3 triples a vector's length in each step."
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.linalg.eigvals(A).real.max()
