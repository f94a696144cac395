"""Rounds down."""

import numpy as np

MISCONCEPTION = "rounded-down"
DESCRIPTION = "this is one step too early: the distance is not yet reached there."
HINT = "At your step, is the distance at least far?"
LOSES = ["parting-test"]


def parting_step(delta, far, lam):
    return int(np.floor(np.log(far / delta) / lam))
