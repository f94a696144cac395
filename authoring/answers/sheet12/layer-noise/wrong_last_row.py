"""The last row."""

import numpy as np

MISCONCEPTION = "last-row"
DESCRIPTION = "the recurrent network uses the last row of noise instead of the first."
HINT = "Which row does the text name?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return np.tile(theta + noise[-1], (len(noise), 1))
    return theta + noise
