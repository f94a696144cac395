"""The logarithm to the base exp(lam)."""

import math


def parting_step(delta, far, lam):
    return -math.floor(math.log(delta / far, math.exp(lam)))
