"""Powers of two, and not the others."""

MISCONCEPTION = "powers-of-two-prove"
DESCRIPTION = "the powers of two are listed as proofs of chaos, and the other periods are not."
HINT = "The map 1 - x has period two. Which periods only occur together with infinitely many others?"
LOSES = ["counted-test"]


def counted_periods(n):
    periods = [p for p in range(2, n + 1) if n % p == 0]
    return periods, [p for p in periods if not p & (p - 1)]
