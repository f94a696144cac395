"""Python's own min and max, a list."""


def closest_and_farthest(d, skip):
    tail = [float(value) for value in d[skip:]]
    return [min(tail), max(tail)]
