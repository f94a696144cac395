"""An array."""

import numpy as np


def usable_powers():
    return np.array([-3, -6, -9])
