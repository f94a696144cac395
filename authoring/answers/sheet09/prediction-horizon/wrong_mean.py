"""One number for all pairs."""

import numpy as np

MISCONCEPTION = "one-number"
DESCRIPTION = "this is the mean over the pairs; the function returns one time for each pair."
HINT = "How many columns does d have, and how many numbers do you return?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return (np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond)) * dt).mean()
