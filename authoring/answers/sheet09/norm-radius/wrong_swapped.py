"""Radius first."""

import numpy as np

MISCONCEPTION = "swapped-results"
DESCRIPTION = "the two results stand in the other order."
HINT = "The norm comes first."
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.abs(np.linalg.eigvals(A)).max(), np.linalg.norm(A, 2)
