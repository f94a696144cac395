"""Back in the units of the signal."""

import numpy as np

MISCONCEPTION = "original-units"
DESCRIPTION = "the readings are in the units of the signal instead of numbers of levels."
HINT = "What does the oscilloscope store, volts or whole numbers?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    levels = np.round((kept - kept.min()) / np.ptp(kept) * (2**bits - 1))
    return kept.min() + levels * np.ptp(kept) / (2**bits - 1)
