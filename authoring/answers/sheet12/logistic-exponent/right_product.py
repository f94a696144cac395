"""Logarithm of products of a few factors."""

import math


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total, product = 0.0, 1.0
    for t in range(T):
        product *= r * (1 - 2 * x)
        x = r * x * (1 - x)
        if t % 5 == 4:
            total, product = total + math.log(abs(product)), 1.0
    return (total + math.log(abs(product))) / T
