"""Drops one more."""

MISCONCEPTION = "one-entry-too-many-dropped"
DESCRIPTION = "one entry too many is dropped."
HINT = "With skip = 0, does the first entry count?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[skip + (skip + 1 < len(d)) :].min(), d[skip + (skip + 1 < len(d)) :].max()
