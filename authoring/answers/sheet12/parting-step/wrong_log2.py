"""Logarithm to base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2, but the exponent is in nats."
HINT = "Which logarithm undoes exp?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log2(far / delta) / lam))
