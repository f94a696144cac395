"""No absolute value."""

MISCONCEPTION = "signed-error"
DESCRIPTION = "the error has a sign; the relative *absolute* error is never negative."
HINT = "Is an estimate that is too small better than a perfect one?"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return (lam_per_step / dt - lam_true) / lam_true
