"""Runs the map forwards."""

import numpy as np

MISCONCEPTION = "forwards"
DESCRIPTION = "the map is run forwards from x_end; the itinerary has no effect."
HINT = "You need the points that are mapped to x_end. Which equation do you have to solve for x?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for _ in symbols:
        X.append(r * X[-1] * (1 - X[-1]))
    return np.array(X)
