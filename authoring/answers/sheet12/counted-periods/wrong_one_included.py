"""Fixed points too."""

MISCONCEPTION = "period-one-listed"
DESCRIPTION = "period 1 is among them; the test leaves out what f itself does not move."
HINT = "Line 3 subtracts the crossings of f. Which period does that remove?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(1, n + 1) if n % p == 0]
    return periods, [p for p in periods if p & (p - 1)]
