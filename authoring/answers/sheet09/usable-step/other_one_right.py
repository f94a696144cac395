"""One of the three is right."""

LOSES = ["step-test"]


def usable_powers():
    return -1, -6, -2
