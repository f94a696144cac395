"""One loop with a condition."""

import math


def logistic_exponent(r, x0, T, T_trans):
    x, logs = x0, []
    for t in range(T_trans + T):
        if t >= T_trans:
            logs.append(math.log(abs(r - 2 * r * x)))
        x = r * x * (1 - x)
    return sum(logs) / len(logs)
