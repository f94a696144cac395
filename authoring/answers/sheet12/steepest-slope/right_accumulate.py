"""itertools."""

from itertools import accumulate

import numpy as np


def steepest_slope(a, b):
    return float(max(map(abs, accumulate(a[i] for i in np.argsort(b)))))
