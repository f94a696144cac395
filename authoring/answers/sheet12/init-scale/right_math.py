"""The math module, a list."""

import math


def standard_deviations(k):
    return [math.sqrt(2 / k), math.sqrt(2 / (k + 1)), 1 / (2 * math.sqrt(k * math.log(k)))]
