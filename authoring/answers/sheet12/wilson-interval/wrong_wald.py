"""The interval from school."""

import numpy as np

MISCONCEPTION = "wald-interval"
DESCRIPTION = "this is the usual interval, p plus and minus z times the standard error: it has no length after 0 hits."
HINT = "What does your interval say after 0 of 10 trials? Do you believe it?"
LOSES = ["wilson-test-inside", "wilson-test-ends"]


def wilson_interval(hits, n, z=1.96):
    share = hits / n
    half = z * np.sqrt(share * (1 - share) / n)
    return share - half, share + half
