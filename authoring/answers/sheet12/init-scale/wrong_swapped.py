"""Glorot first."""

import numpy as np

MISCONCEPTION = "results-in-another-order"
DESCRIPTION = "the right numbers in another order; He's comes first, Glorot's second."
HINT = "In which order does the docstring name the results?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / (k + 1)), np.sqrt(2 / k), np.sqrt(1 / (4 * k * np.log(k)))
