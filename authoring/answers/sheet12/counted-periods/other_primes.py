"""Prime divisors."""

LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n + 1) if n % p == 0 and all(p % q for q in range(2, p))]
    return periods, [p for p in periods if p != 2]
