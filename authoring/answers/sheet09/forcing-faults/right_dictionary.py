"""Looked up by the program."""


def faulty_lines():
    lines = {"a": 2, "b": 6, "c": 5, "d": 4}
    return tuple(lines[name] for name in "abcd")
