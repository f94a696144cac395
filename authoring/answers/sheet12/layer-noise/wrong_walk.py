"""Noise adds up step by step in the recurrent network."""

import numpy as np

MISCONCEPTION = "noise-added-in-every-step"
DESCRIPTION = "in the recurrent network the noise is added again in every step."
HINT = "The noise is drawn once, and added once."
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return theta + np.outer(np.arange(1, len(noise) + 1), noise[0])
    return theta + noise
