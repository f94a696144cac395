"""One name per routine."""


def wrong_lines():
    a, b, c, d = 4, 6, 5, 6
    return a, b, c, d
