"""Rounded to one per cent."""

LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return round(abs(lam_per_step / dt - lam_true) / lam_true, 2)
