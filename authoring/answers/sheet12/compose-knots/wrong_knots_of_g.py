"""Only the knots of g."""

import numpy as np

MISCONCEPTION = "crossings-missing"
DESCRIPTION = "only the knots of g are there; the places where g passes a knot of f are missing."
HINT = "On one straight piece of g, f may see many different arguments. Where does the result bend?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = np.array(gx)
    return x, np.interp(gy, fx, fy)
