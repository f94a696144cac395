"""Every period proves chaos."""

MISCONCEPTION = "all-prove"
DESCRIPTION = "every period is taken as a proof of chaos."
HINT = "Which periods stand at the end of Sharkovsky's order? Does the logistic map have some at r = 3.5?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n + 1) if n % p == 0]
    return periods, periods
