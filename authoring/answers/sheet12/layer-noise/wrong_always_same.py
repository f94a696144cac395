"""The same noise in both."""

import numpy as np

MISCONCEPTION = "always-same-noise"
DESCRIPTION = "the feed-forward network gets the same noise in every layer."
HINT = "Which rows of noise does a network with layers of its own use?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    return np.tile(theta + noise[0], (len(noise), 1))
