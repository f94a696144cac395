"""A walk along the pieces."""


def count_regions(x, y):
    regions, before = 0, None
    for i in range(len(x) - 1):
        slope = (y[i + 1] - y[i]) / (x[i + 1] - x[i])
        if before is None or abs(slope - before) > 1e-7 * max(abs(slope), abs(before)):
            regions += 1
        before = slope
    return regions
