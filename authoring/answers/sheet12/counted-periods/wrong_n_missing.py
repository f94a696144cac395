"""Proper divisors only."""

MISCONCEPTION = "n-missing"
DESCRIPTION = "n itself is missing: a point may need all n steps."
HINT = "Is a point of period n left out by anything in the test?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n) if n % p == 0]
    return periods, [p for p in periods if p & (p - 1)]
