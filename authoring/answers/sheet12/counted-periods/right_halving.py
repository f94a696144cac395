"""Halves until an odd number is left."""


def counted_periods(n):
    periods, proving = [], []
    for p in range(2, n + 1):
        if n % p:
            continue
        periods.append(p)
        q = p
        while q % 2 == 0:
            q //= 2
        if q > 1:
            proving.append(p)
    return periods, proving
