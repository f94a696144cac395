"""Divides by the estimate."""

MISCONCEPTION = "relative-to-estimate"
DESCRIPTION = "the error is relative to the estimate, not to the true value."
HINT = "Relative to which of the two? A wild estimate should have a large error."
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    lam = lam_per_step / dt
    return abs(lam - lam_true) / abs(lam)
