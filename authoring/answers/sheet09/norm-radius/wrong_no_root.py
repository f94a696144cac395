"""As printed on the slide."""

import numpy as np

MISCONCEPTION = "root-missing"
DESCRIPTION = "the norm is squared: this is the slide's formula as printed."
HINT = "The largest eigenvalue of A^T A is the largest |Av|^2. What is the largest |Av|?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.eigvalsh(A.T @ A).max(), np.abs(np.linalg.eigvals(A)).max()
