"""A running maximum counts the rows before."""

import numpy as np


def horizon(d, dt, far):
    return dt * (np.maximum.accumulate(np.asarray(d), axis=0) <= far).sum(axis=0)
