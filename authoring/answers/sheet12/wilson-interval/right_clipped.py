"""Clipped to shares."""


def wilson_interval(hits, n, z=1.96):
    share, extra = hits / n, z**2 / n
    half = (extra * (share * (1 - share) + extra / 4)) ** 0.5
    low, high = (share + extra / 2 - half) / (1 + extra), (share + extra / 2 + half) / (1 + extra)
    return max(low, 0.0), min(high, 1.0)
