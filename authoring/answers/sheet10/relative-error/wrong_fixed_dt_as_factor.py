"""100 stands in the code."""

MISCONCEPTION = "fixed-dt"
LOSES = ["relative-test-units", "relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step * 100 - lam_true) / lam_true
