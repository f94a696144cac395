"""The last row that is near."""

import numpy as np

MISCONCEPTION = "last-return"
DESCRIPTION = "a pair that comes back after it has separated counts until its last return."
HINT = "The prediction has failed once the distance was too large. Which row decides?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    near = np.asarray(d) <= far
    return np.where(near.any(axis=0), len(near) - near[::-1].argmax(axis=0), 0) * dt
