"""Fills an array."""

import numpy as np


def layer_parameters(theta, noise, recurrent):
    result = np.empty_like(noise)
    result[:] = noise
    if recurrent:
        result[:] = noise[0]
    result += theta
    return result
