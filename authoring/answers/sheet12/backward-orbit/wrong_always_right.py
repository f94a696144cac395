"""Always the right preimage."""

import numpy as np

MISCONCEPTION = "itinerary-ignored"
DESCRIPTION = "the itinerary is ignored: every preimage is the one on the right."
HINT = "What makes the orbit for the symbols 0, 1 differ from that for 1, 1?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for _ in symbols:
        X.insert(0, (1 + np.sqrt(np.abs(1 - 4 * X[0] / r))) / 2)
    return np.array(X)
