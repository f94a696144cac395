"""Numbers with a decimal point."""


def faulty_lines():
    return 4.0, 2.0, 6.0, 5.0
