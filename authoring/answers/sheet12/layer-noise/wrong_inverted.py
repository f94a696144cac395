"""The other way round."""

import numpy as np

MISCONCEPTION = "kinds-swapped"
DESCRIPTION = "the two kinds of network are swapped."
HINT = "Which of them uses one layer again and again?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if not recurrent:
        return np.tile(theta + noise[0], (len(noise), 1))
    return theta + noise
