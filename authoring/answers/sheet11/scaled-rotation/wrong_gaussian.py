"""G itself."""

import numpy as np

MISCONCEPTION = "gaussian"
DESCRIPTION = "this is G scaled by g over the root of N, the other ensemble: its singular values are not all alike."
HINT = "What does an orthogonal matrix do to lengths? Does G do so?"
LOSES = ["rotation-test-gain", "rotation-test-signs"]


def scaled_rotation(G, g):
    return g * G / np.sqrt(len(G))
