"""A tuple in brackets."""


def usable_powers():
    return (-3, -6, -9)
