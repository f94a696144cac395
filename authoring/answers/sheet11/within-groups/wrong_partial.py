"""A partial correlation with the label as a number."""

import numpy as np

MISCONCEPTION = "label-as-number"
DESCRIPTION = "the label is used as a number: this takes out only what grows in proportion to it."
HINT = "What if the loss is smallest at a middle learning rate?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    a, b, c = (np.corrcoef(p, q)[0, 1] for p, q in ((x, y), (x, group), (y, group)))
    return (a - b * c) / np.sqrt((1 - b**2) * (1 - c**2))
