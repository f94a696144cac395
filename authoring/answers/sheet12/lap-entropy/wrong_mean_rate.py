"""ln(l_n) / n."""

import numpy as np

MISCONCEPTION = "mean-rate"
DESCRIPTION = "this is ln(l_n) / n: it has the same limit, but is asked for differently, and converges slowly."
HINT = "The growth in the last step compares two lap numbers."
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(laps[-1]) / len(laps)
