"""Equal counts as beyond."""

import numpy as np

MISCONCEPTION = "touching-counts"
DESCRIPTION = "a distance of exactly `far` counts as beyond it."
HINT = "Does a distance that equals the limit exceed it?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) >= far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond)) * dt
