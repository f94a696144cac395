"""Only y is resampled."""

import numpy as np

MISCONCEPTION = "only-y-resampled"
DESCRIPTION = "only y is resampled, x keeps its order: the pairs are torn apart."
HINT = "A run has an exponent and a loss. What happens to the pair when you draw a run?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x, y[row])[0, 1] for row in picks]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
