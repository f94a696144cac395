"""Converts the numerator twice."""

MISCONCEPTION = "divided-by-dt-twice"
DESCRIPTION = "there is one dt too many."
HINT = "Numerator and denominator have to be in the same unit, so that the error has none."
LOSES = ["relative-test-units"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step / dt - lam_true) / (lam_true * dt)
