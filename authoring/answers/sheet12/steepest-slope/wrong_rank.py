"""argsort as ranks."""

import numpy as np

MISCONCEPTION = "order-inverted"
DESCRIPTION = "argsort of argsort gives ranks; used as an index it puts the weights elsewhere."
HINT = "a[order] wants to know, for every place, who stands there. Which of the two does np.argsort(b) say?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(np.argsort(b))])
    return np.abs(slopes).max()
