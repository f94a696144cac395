"""An absolute tolerance."""

import numpy as np

MISCONCEPTION = "tolerance-too-large"
DESCRIPTION = "slopes that differ by a little count as equal: the tolerance is too large, or not relative."
HINT = "How small may a bend be?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(np.abs(np.diff(slopes)) > 1e-2)
