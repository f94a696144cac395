"""The whole series."""

MISCONCEPTION = "nothing-dropped"
DESCRIPTION = "the first entries count as well: nothing is dropped."
HINT = "At the beginning the pair is close because it was started close. Does that say anything about later?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d.min(), d.max()
