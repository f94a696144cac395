"""The real part alone."""

import numpy as np

MISCONCEPTION = "imaginary-part-dropped"
DESCRIPTION = "the imaginary part of the eigenvalues is dropped."
HINT = "A rotation by 90 degrees has eigenvalues +-i. What is its radius?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.abs(np.linalg.eigvals(A).real).max()
