"""The first Jacobian alone."""

import numpy as np

LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    return np.log(np.abs(np.linalg.eigvals(J[0])).max()) / len(J)
