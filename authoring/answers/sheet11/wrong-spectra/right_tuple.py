"""A tuple in brackets."""


def faulty_lines():
    return (4, 2, 6, 5)
