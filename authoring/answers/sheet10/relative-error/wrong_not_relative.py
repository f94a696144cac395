"""Leaves out the division."""

MISCONCEPTION = "not-relative"
DESCRIPTION = "the error is absolute, but not relative."
HINT = "An error of 0.1 is large for some exponents and small for others. Compared with what?"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step / dt - lam_true)
