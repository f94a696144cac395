"""The larger of both differences."""


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    lam = float(lam_per_step) / float(dt)
    return max(lam - lam_true, lam_true - lam) / lam_true
