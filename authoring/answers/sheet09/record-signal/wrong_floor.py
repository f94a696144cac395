"""Rounded down."""

import numpy as np

MISCONCEPTION = "rounded-down"
DESCRIPTION = "values are rounded down instead of to the nearest level."
HINT = "Which level is nearest to 6.9?"
LOSES = ["record-test"]


def record(s, every, bits):
    kept = s[::every]
    return np.floor((kept - kept.min()) / np.ptp(kept) * (2**bits - 1))
