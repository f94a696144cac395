"""Numbers with a decimal point, in a list of two lists."""


def counted_periods(n):
    periods = [float(p) for p in range(2, n + 1) if n % p == 0]
    return [periods, [p for p in periods if int(p) & (int(p) - 1)]]
