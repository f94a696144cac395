"""Starts late."""

import numpy as np

MISCONCEPTION = "starts-late"
DESCRIPTION = "the first value that is kept is not the first of the signal."
HINT = "Which value does a slice [::k] begin with?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[every - 1 :: every]
    return np.round((kept - kept.min()) / max(np.ptp(kept), 1e-9) * (2**bits - 1))
