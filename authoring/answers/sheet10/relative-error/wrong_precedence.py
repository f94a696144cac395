"""Brackets missing."""

MISCONCEPTION = "brackets-missing"
DESCRIPTION = "brackets are missing: only the second term is divided by the truth."
HINT = "Division binds more tightly than subtraction."
LOSES = ["relative-test-units", "relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step / dt - lam_true / lam_true)
