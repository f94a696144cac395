"""A list."""


def faulty_lines():
    return [2, 6, 5, 4]
