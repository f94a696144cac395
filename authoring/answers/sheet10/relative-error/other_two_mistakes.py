"""Signed, and relative to the estimate."""

LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return (lam_per_step / dt - lam_true) / (lam_per_step / dt)
