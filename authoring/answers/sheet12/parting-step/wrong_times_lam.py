"""Multiplies by lam."""

import numpy as np

MISCONCEPTION = "multiplied-by-exponent"
DESCRIPTION = "it is multiplied by the exponent instead of divided."
HINT = "With a larger exponent, do they part sooner or later?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(far / delta) * lam))
