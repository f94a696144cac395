"""Sets, sorted."""


def counted_periods(n):
    periods = sorted({p for p in range(2, n + 1) if n % p == 0})
    powers = {2**k for k in range(20)}
    return periods, [p for p in periods if p not in powers]
