"""Rows counted from 1."""

import numpy as np

MISCONCEPTION = "counted-from-one"
DESCRIPTION = "every time is one row too late."
HINT = "At which time does row 0 stand?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    beyond = np.asarray(d) > far
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0) + 1, len(beyond)) * dt
