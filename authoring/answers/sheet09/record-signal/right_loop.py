"""Value by value."""


def record(s, every, bits):
    kept = [float(s[t]) for t in range(0, len(s), every)]
    low, high = min(kept), max(kept)
    return [round((value - low) / (high - low) * (2**bits - 1)) for value in kept]
