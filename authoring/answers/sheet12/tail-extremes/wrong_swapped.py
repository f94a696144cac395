"""Largest first."""

MISCONCEPTION = "extremes-swapped"
DESCRIPTION = "the two are swapped: the closest comes first."
HINT = "In which order does the docstring name the results?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[skip:].max(), d[skip:].min()
