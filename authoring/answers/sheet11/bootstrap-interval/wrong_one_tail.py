"""The whole rest on each side."""

import numpy as np

MISCONCEPTION = "whole-rest-on-each-side"
DESCRIPTION = "the rest 1 - level is cut off on each side; half of it belongs on each."
HINT = "For 95 %, how many per cent of the resamples may lie below the lower end?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return np.quantile(r, 1 - level), np.quantile(r, level)
