"""Only odd periods prove chaos."""

MISCONCEPTION = "odd-only"
DESCRIPTION = "only odd periods are taken as a proof of chaos."
HINT = "A map with period 6: which period does its square have? Where does 6 stand in Sharkovsky's order?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n + 1) if n % p == 0]
    return periods, [p for p in periods if p % 2]
