"""The last value twice."""

MISCONCEPTION = "last-value"
DESCRIPTION = "this is the last value; a limit that is approached again and again need not be there at the end."
HINT = "How close, and how far, does the pair come anywhere in the rest?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[-1], d[-1]
