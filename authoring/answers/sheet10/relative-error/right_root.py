"""The root of the square."""


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return ((lam_per_step / dt / lam_true - 1) ** 2) ** 0.5
