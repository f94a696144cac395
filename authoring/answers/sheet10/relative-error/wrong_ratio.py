"""Ratio of the two."""

MISCONCEPTION = "ratio-instead-of-error"
DESCRIPTION = "this is the ratio of estimate and truth: 1 for a perfect estimate."
HINT = "Which value should a perfect estimate give?"
LOSES = ["relative-test-units", "relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step / dt / lam_true)
