"""The beginning only."""

import numpy as np

MISCONCEPTION = "first-part"
DESCRIPTION = "this is the beginning of the signal, every value of it."
HINT = "How do you skip values, from the first to the last?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[: -(-len(s) // every)]
    return np.round((kept - kept.min()) / np.ptp(kept) * (2**bits - 1))
