"""In per cent."""

MISCONCEPTION = "in-per-cent"
DESCRIPTION = "the error is given in per cent; 0.1 should mean ten per cent."
HINT = "Which number should an error of ten per cent be?"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return 100 * abs(lam_per_step / dt - lam_true) / lam_true
