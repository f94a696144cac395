"""The kernel of a price on slopes."""

import numpy as np

MISCONCEPTION = "price-on-slopes"
DESCRIPTION = "this is the cheapest polygon: your K puts the price on F' where it belongs on F''."
HINT = "How does F(t) come out of u = F''? How often do you have to integrate?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    K = np.minimum.outer(t, t)
    c = np.linalg.solve(K, y)
    return y @ c / 2, c
