"""A last row that is far for certain."""

import numpy as np


def horizon(d, dt, far):
    d = np.vstack([d, np.full(np.shape(d)[1], np.inf)])
    return (d > far).argmax(axis=0) * dt
