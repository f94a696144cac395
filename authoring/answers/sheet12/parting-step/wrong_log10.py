"""Logarithm to base 10."""

import numpy as np

MISCONCEPTION = "logarithm-base-10"
DESCRIPTION = "the logarithm is to base 10, but the exponent is in nats."
HINT = "Which logarithm undoes exp?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log10(far / delta) / lam))
