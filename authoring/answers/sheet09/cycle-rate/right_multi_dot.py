"""functools.reduce."""

from functools import reduce

import numpy as np


def cycle_rate(J):
    P = reduce(lambda product, factor: factor @ product, J)
    return np.log(max(abs(np.linalg.eigvals(P)))) / len(J)
