"""A list."""


def usable_powers():
    return [-3, -6, -9]
