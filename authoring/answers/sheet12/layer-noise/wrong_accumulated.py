"""Noise adds up."""

import numpy as np

MISCONCEPTION = "noise-accumulates"
DESCRIPTION = "in the feed-forward network the noise adds up from layer to layer."
HINT = "Does the third layer know of the noise of the first?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return np.tile(theta + noise[0], (len(noise), 1))
    return theta + np.cumsum(noise, axis=0)
