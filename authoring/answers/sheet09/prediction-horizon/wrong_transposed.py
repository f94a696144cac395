"""Along the pairs."""

import numpy as np

MISCONCEPTION = "along-pairs"
DESCRIPTION = "the search runs along the pairs instead of along time."
HINT = "Which axis of d is time?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=1), beyond.argmax(axis=1), beyond.shape[1]) * dt
