"""The whole series."""

import numpy as np

MISCONCEPTION = "whole-series"
DESCRIPTION = "the extremes of the whole series are returned, whether or not the pair repeats."
HINT = "Does the smallest distance of a finite series say anything about what comes after it?"
LOSES = ["limits-test"]


def pair_limits(Z):
    d = np.abs(Z[:, 0] - Z[:, 1])
    return d.min(), d.max()
