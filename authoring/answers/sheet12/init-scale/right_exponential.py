"""Through logarithms."""

import math


def standard_deviations(k):
    half = lambda variance: math.exp(0.5 * math.log(variance))
    return half(2 / k), half(2 / (1 + k)), half(1 / (math.log(k) * 4 * k))
