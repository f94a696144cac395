"""How an orbit of the Lorenz system divides its time between its two wings."""

import numpy as np


def wing_changes(series) -> tuple[int, float]:
    """How often a series changes wing, and the share of time that it spends on the right one.

    Args:
        series: (T,), symmetric about 0, such as the first variable of the Lorenz system, whose wings lie on both sides.

    Returns:
        (changes, share): the number of changes of sign, and the fraction of steps above 0.
    """
    right = np.asarray(series, dtype=float) > 0
    return int(np.count_nonzero(right[1:] != right[:-1])), float(right.mean())
