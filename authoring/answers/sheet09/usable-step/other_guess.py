"""A guess."""

LOSES = ["step-test"]


def usable_powers():
    return -3, -5, -7
