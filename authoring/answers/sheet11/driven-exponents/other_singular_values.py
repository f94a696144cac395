"""Singular values of each Jacobian."""

import numpy as np

LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    return np.log(np.linalg.svd(J)[1]).mean(axis=0)
