"""A list."""


def wrong_lines():
    return [4, 6, 5, 6]
