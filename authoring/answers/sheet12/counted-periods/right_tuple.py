"""Tuples."""


def counted_periods(n):
    periods = tuple(p for p in range(2, n + 1) if n % p == 0)
    return periods, tuple(p for p in periods if bin(p).count("1") > 1)
