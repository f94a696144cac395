"""From a dictionary."""


def usable_powers():
    powers = {10: -3, 40: -6, 70: -9}
    return tuple(powers[T] for T in (10, 40, 70))
