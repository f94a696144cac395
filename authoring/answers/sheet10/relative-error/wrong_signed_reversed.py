"""No absolute value, truth minus estimate."""

MISCONCEPTION = "signed-error"
LOSES = ["relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return (lam_true - lam_per_step / dt) / lam_true
