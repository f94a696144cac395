"""One by one."""

import math


def resolved_exponents(lam, n, eps):
    count = 0
    for value in lam:
        if math.exp(-n * (lam[0] - value)) > eps:
            count += 1
    return count
