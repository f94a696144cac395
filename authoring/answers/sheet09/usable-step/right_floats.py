"""Numbers with a decimal point."""


def usable_powers():
    return -3.0, -6.0, -9.0
