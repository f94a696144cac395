"""A loop."""


def kaplan_yorke(spectrum):
    total, j = 0.0, 0
    while total + spectrum[j] >= 0:
        total += spectrum[j]
        j += 1
    return j + total / abs(spectrum[j])
