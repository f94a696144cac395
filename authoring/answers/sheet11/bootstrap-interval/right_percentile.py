"""np.percentile."""

import numpy as np


def bootstrap_interval(x, y, picks, level=0.95):
    found = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    rest = 50 * (1 - level)
    return tuple(np.percentile(found, [rest, 100 - rest]))
