"""Logarithm of the ratio."""

import numpy as np

MISCONCEPTION = "logarithm-of-ratio"
DESCRIPTION = "this is the logarithm of the ratio, close to the relative error only while that is small."
HINT = "The definition takes a difference."
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return float(np.abs(np.log(np.abs(lam_per_step / dt / lam_true))))
