"""Multiplies by dt."""

MISCONCEPTION = "conversion-inverted"
DESCRIPTION = "the conversion is the wrong way round."
HINT = "One unit of time holds 1 / dt steps. Is the growth in it larger or smaller than in one step?"
LOSES = ["relative-test-units"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step * dt - lam_true) / lam_true
