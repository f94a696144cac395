"""What can go wrong with an orbit."""


class DivergedOrbit(ArithmeticError):
    """The orbit left the finite numbers, so it has no exponents."""
