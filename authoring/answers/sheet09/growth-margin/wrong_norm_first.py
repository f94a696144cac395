"""Back to norms first."""

import numpy as np

MISCONCEPTION = "overflow"
DESCRIPTION = "the norm is formed first and overflows; the root comes too late."
HINT = "Divide while it is still a logarithm."
LOSES = ["margin-test"]


def margin(log_norms):
    norms = np.exp(log_norms)
    return np.abs(norms ** (1 / np.arange(1, len(norms) + 1)) - 1)
