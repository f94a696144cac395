"""ln g."""

import numpy as np

MISCONCEPTION = "linear"
DESCRIPTION = "this is ln g: the slopes are missing, so it is right for a network at rest only."
HINT = "Of an active network, how steep is tanh where its units are?"
LOSES = ["meanfield-test-active"]


def mean_field_exponent(g, sigma, z, w):
    return np.log(g) + 0 * sigma
