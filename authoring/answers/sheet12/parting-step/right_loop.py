"""Counts."""

import math


def parting_step(delta, far, lam):
    t = 0
    while delta * math.exp(lam * t) < far:
        t += 1
    return t
