"""Covariance over variance."""

import numpy as np


def divergence_rate(d, dt, first, last):
    y = np.mean(np.log(d), axis=1)[first:last]
    t = dt * np.arange(first, last)
    return np.sum((t - t.mean()) * (y - y.mean())) / np.sum((t - t.mean()) ** 2)
