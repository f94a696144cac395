"""The polar factor: orthogonal, but another one."""

import numpy as np

LOSES = ["rotation-test-signs"]


def scaled_rotation(G, g):
    U, _, W = np.linalg.svd(G)
    return g * U @ W
