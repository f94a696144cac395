"""A loop."""

import numpy as np


def layer_parameters(theta, noise, recurrent):
    rows = []
    for t in range(len(noise)):
        rows.append(theta + (noise[0] if recurrent else noise[t]))
    return np.array(rows)
