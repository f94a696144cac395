"""All periods up to n."""

MISCONCEPTION = "all-up-to-n"
DESCRIPTION = "all periods up to n are listed, also those that do not come back after n steps."
HINT = "Follow a point of period 3 for four steps. Is it where it began?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = list(range(2, n + 1))
    return periods, [p for p in periods if p & (p - 1)]
