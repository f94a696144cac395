"""Looks it up in a table."""

import numpy as np


def parting_step(delta, far, lam):
    t = np.arange(100_000)
    return np.searchsorted(np.log(delta) + lam * t, np.log(far))
