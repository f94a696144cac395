"""Looked up by the routine."""


def wrong_lines():
    lines = {"a": 4, "b": 6, "c": 5, "d": 6}
    return tuple(lines[name] for name in "abcd")
