"""One minus the error."""

MISCONCEPTION = "ratio-instead-of-error"
LOSES = ["relative-test-units", "relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return 1 - abs(lam_per_step / dt - lam_true) / lam_true
