"""The math module."""

import math


def parting_step(delta, far, lam):
    return math.ceil((math.log(far) - math.log(delta)) / lam)
