"""Where instead of how much."""

MISCONCEPTION = "places-instead-of-values"
DESCRIPTION = "these are the places of the extremes, not their values."
HINT = "What is the difference between np.min and np.argmin?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[skip:].argmin(), d[skip:].argmax()
