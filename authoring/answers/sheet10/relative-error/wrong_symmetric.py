"""Divides by the mean of both."""

MISCONCEPTION = "relative-to-estimate"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    lam = lam_per_step / dt
    return 2 * abs(lam - lam_true) / (abs(lam) + abs(lam_true))
