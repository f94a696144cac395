"""The math module."""

import math


def lap_entropy(laps):
    return math.log(float(laps[-1])) - math.log(float(laps[-2]))
