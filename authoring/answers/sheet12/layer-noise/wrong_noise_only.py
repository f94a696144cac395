"""Only the noise."""

import numpy as np

MISCONCEPTION = "parameters-forgotten"
DESCRIPTION = "this is the noise alone, without the parameters."
HINT = "Without noise, what should come out?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return np.tile(noise[0], (len(noise), 1))
    return noise
