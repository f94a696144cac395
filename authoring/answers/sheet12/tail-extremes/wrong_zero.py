"""Zero in advance."""

MISCONCEPTION = "zero-taken-for-granted"
DESCRIPTION = "the first number is zero, whatever the series holds."
HINT = "Zero is the limit that you hope for. What was measured?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return 0.0 * d[0], d[skip:].max()
