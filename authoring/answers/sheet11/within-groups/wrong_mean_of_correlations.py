"""The mean of the groups' correlations."""

import numpy as np

MISCONCEPTION = "mean-of-correlations"
DESCRIPTION = (
    "every group has a correlation of its own, and these are averaged; asked for is one of all centred values."
)
HINT = "What does a group with two runs contribute: how strong can its own correlation be?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    labels = np.unique(group)
    return np.mean([np.corrcoef(x[group == g], y[group == g])[0, 1] for g in labels])
