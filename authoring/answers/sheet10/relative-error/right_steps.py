"""Converts the truth to steps instead."""

import math


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    true_per_step = lam_true * dt
    return math.fabs(true_per_step - float(lam_per_step)) / math.fabs(true_per_step)
