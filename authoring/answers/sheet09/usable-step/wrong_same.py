"""The same step for all lengths."""

MISCONCEPTION = "same-for-all"
DESCRIPTION = "you give the same step for all three lengths."
HINT = "Look at the three curves: do they leave the band at the same h?"
LOSES = ["step-test"]


def usable_powers():
    return -3, -3, -3
