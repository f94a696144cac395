"""min and max exchanged."""

import numpy as np

MISCONCEPTION = "short-ones-stretched"
DESCRIPTION = "short gradients are stretched and long ones are left: the cases are exchanged."
HINT = "Which of the two cases needs a factor below 1?"
LOSES = ["clip-test"]


def clip(G, c):
    length = max(np.sqrt((G**2).sum()), 1e-300)
    return G * max(1.0, c / length)
