"""The last row for those that never separate."""

import numpy as np

MISCONCEPTION = "never-is-last-row"
DESCRIPTION = "a pair that never separates gets the time of the last row."
HINT = "The example has such a pair. For how many rows did its prediction hold?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond) - 1) * dt
