"""One minus the ratio."""


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(1 - lam_per_step / (dt * lam_true))
