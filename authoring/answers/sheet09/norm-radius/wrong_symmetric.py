"""eigvalsh of a matrix that is not symmetric."""

import numpy as np

MISCONCEPTION = "taken-for-symmetric"
DESCRIPTION = "eigvalsh looks at one triangle of the matrix only: it is for symmetric matrices."
HINT = "Which function of NumPy is for any matrix?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.abs(np.linalg.eigvalsh(A)).max()
