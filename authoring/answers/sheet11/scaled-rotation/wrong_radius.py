"""Scaled to its spectral radius."""

import numpy as np

MISCONCEPTION = "spectral-radius"
DESCRIPTION = "this is G scaled to the spectral radius g; that does not make it orthogonal."
HINT = "Eigenvalues of one size, or singular values of one size: which keeps lengths?"
LOSES = ["rotation-test-gain", "rotation-test-signs"]


def scaled_rotation(G, g):
    return g * G / np.abs(np.linalg.eigvals(G)).max()
