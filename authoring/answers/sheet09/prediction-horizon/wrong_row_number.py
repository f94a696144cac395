"""Rows in place of time."""

import numpy as np

MISCONCEPTION = "row-number"
DESCRIPTION = "these are numbers of rows, not times."
HINT = "How much time passes between two rows?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(beyond))
