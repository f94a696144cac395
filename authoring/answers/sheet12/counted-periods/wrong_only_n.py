"""Only the iterate itself."""

MISCONCEPTION = "only-n"
DESCRIPTION = "only n itself is listed; points of shorter periods come back after n steps as well."
HINT = "A point of period 2 is back after two steps. Where is it after n steps, if n is even?"
LOSES = ["counted-test"]


def counted_periods(n):
    return [n], [n] if n & (n - 1) else []
