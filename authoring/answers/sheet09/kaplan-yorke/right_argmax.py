"""argmax of the first negative sum."""

import numpy as np


def kaplan_yorke(spectrum):
    j = int(np.argmax(np.cumsum(spectrum) < 0))
    return j + np.sum(spectrum[:j]) / -spectrum[j]
