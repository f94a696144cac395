"""The mean slope."""

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing: this is a mean slope."
HINT = "A slope of 1 neither stretches nor shrinks. Which exponent should it have?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += abs(r * (1 - 2 * x))
        x = r * x * (1 - x)
    return total / T
