"""The radius of the mean Jacobian."""

import numpy as np

MISCONCEPTION = "mean-jacobian"
DESCRIPTION = "this is the radius of the average Jacobian; steps follow each other, they are not averaged."
HINT = "What does the chain rule do with the Jacobians of successive steps?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    return np.log(np.abs(np.linalg.eigvals(J.mean(axis=0))).max())
