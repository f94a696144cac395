"""Recursion."""


def kaplan_yorke(spectrum, paid=0.0):
    rest = paid + spectrum[0]
    return 1 + kaplan_yorke(spectrum[1:], rest) if rest >= 0 else paid / abs(spectrum[0])
