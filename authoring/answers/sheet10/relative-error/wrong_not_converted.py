"""Compares per step with per unit of time."""

MISCONCEPTION = "not-converted"
DESCRIPTION = "the estimate is per step, the truth per unit of time: they are compared without a conversion."
HINT = "How many steps make one unit of time? Do exponents get larger or smaller when counted per unit of time?"
LOSES = ["relative-test-units"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step - lam_true) / lam_true
