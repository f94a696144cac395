"""NumPy."""

import numpy as np


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return np.abs(lam_per_step / dt - lam_true) / np.abs(lam_true)
