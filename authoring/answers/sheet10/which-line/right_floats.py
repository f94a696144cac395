"""Numbers with a decimal point."""


def wrong_lines():
    return 4.0, 6.0, 5.0, 6.0
