"""Squares."""

MISCONCEPTION = "squared-error"
DESCRIPTION = "the relative error is squared."
HINT = "Which function makes a number positive without changing its size?"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return ((lam_per_step / dt - lam_true) / lam_true) ** 2
