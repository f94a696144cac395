"""All near rows."""

import numpy as np

MISCONCEPTION = "counts-near-rows"
DESCRIPTION = "all rows with a small distance are counted, also those after the first large one."
HINT = "May a row count that comes after the prediction has failed?"
LOSES = ["horizon-test"]


def horizon(d, dt, far):
    return (np.asarray(d) <= far).sum(axis=0) * dt
