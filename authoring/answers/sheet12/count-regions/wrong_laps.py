"""Laps."""

import numpy as np

MISCONCEPTION = "laps-instead-of-regions"
DESCRIPTION = "only changes between rising and falling count: these are laps."
HINT = "Is a line that becomes steeper still one straight line?"
LOSES = ["regions-test"]


def count_regions(x, y):
    return 1 + np.count_nonzero(np.diff(np.sign(np.diff(y))))
