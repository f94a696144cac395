"""Variances."""

import numpy as np

MISCONCEPTION = "variances-returned"
DESCRIPTION = "these are the variances; asked for are the standard deviations."
HINT = "Which of the two does a random generator want, and how does one get it from the other?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return 2 / k, 2 / (k + 1), 1 / (4 * k * np.log(k))
