"""Only multiples of three."""

MISCONCEPTION = "multiples-of-three"
DESCRIPTION = "only multiples of three are taken as a proof of chaos."
HINT = "Period three is sufficient. Is it necessary? Look for period 5 in Sharkovsky's order."
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n + 1) if n % p == 0]
    return periods, [p for p in periods if p % 3 == 0]
