"""A running sum in plain Python."""


def steepest_slope(a, b):
    total, steepest = 0.0, 0.0
    for _, weight in sorted(zip(b, a, strict=False)):
        total += weight
        steepest = max(steepest, abs(total))
    return steepest
