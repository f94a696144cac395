"""The last skip entries."""

MISCONCEPTION = "last-entries-only"
DESCRIPTION = "only the last skip entries are looked at."
HINT = "What does a negative index count?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[-skip:].min(), d[-skip:].max()
