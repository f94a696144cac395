"""Logarithms of the steps."""

import math


def usable_powers():
    return [round(math.log10(h)) for h in (1e-3, 1e-6, 1e-9)]
