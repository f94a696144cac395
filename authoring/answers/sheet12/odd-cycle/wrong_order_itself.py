"""The order of the visit."""

import numpy as np

MISCONCEPTION = "order-of-visit"
DESCRIPTION = "you return the order in which the places are visited; wanted is, for every place, where it is mapped to."
HINT = "Your list says which place comes k-th. The result has to say what f is at place j."
LOSES = ["odd-test"]


def odd_cycle(p):
    m = (p - 1) // 2
    order = [m] + [m + s * k for k in range(1, m + 1) for s in (1, -1)]
    return np.array(order) / (p - 1)
