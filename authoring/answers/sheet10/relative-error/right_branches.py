"""Two branches."""


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    difference = lam_per_step / dt - lam_true
    if difference < 0:
        difference = -difference
    return difference / lam_true
