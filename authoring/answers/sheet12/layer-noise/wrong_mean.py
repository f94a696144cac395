"""The mean of all rows."""

import numpy as np

MISCONCEPTION = "mean-of-noise"
DESCRIPTION = "the recurrent network uses the mean of all rows, which is smaller noise."
HINT = "One draw, used again and again: is that an average?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return np.tile(theta + noise.mean(axis=0), (len(noise), 1))
    return theta + noise
