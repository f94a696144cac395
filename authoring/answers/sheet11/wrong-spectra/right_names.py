"""One name per routine."""


def faulty_lines():
    a, b, c, d = 4, 2, 6, 5
    return a, b, c, d
