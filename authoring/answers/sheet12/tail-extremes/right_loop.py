"""A loop."""


def closest_and_farthest(d, skip):
    low = high = d[skip]
    for t in range(skip, len(d)):
        if d[t] < low:
            low = d[t]
        if d[t] > high:
            high = d[t]
    return low, high
