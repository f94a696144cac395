"""A sum of zero does not count."""

import numpy as np

MISCONCEPTION = "sum-above-zero"
DESCRIPTION = "only sums above zero are paid for; zero is enough."
HINT = "A limit cycle has the exponents 0 and one below. What is its dimension?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums > 0).sum())
    return j + sums[j - 1] / abs(spectrum[j]) if j else 0.0
