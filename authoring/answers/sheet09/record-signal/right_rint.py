"""np.rint on an interpolation."""

import numpy as np


def record(s, every, bits):
    kept = np.asarray(s)[::every]
    return np.rint(np.interp(kept, (kept.min(), kept.max()), (0, 2**bits - 1)))
