"""Half the time."""

import numpy as np

LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.ceil(np.log(far / delta) / (2 * lam)))
