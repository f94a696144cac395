"""Numbers with a point."""


def faulty_lines():
    return 2.0, 6.0, 5.0, 4.0
