"""r (1 - x)."""

import numpy as np

MISCONCEPTION = "wrong-derivative"
DESCRIPTION = "the derivative is another one: r (1 - x) forgets the second term of the product rule."
HINT = "Write r x (1 - x) as r x - r x^2, and differentiate."
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * (1 - x)))
        x = r * x * (1 - x)
    return total / T
