"""Multiplies."""

import numpy as np

MISCONCEPTION = "noise-as-factor"
DESCRIPTION = "the noise multiplies the parameters; it should be added."
HINT = "What happens to a parameter that is 0?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    return theta * (1 + (np.tile(noise[0], (len(noise), 1)) if recurrent else noise))
