"""Half the noise."""

import numpy as np

LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    return theta + 0.5 * (np.tile(noise[0], (len(noise), 1)) if recurrent else noise)
