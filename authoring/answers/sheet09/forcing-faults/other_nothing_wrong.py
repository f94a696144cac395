"""Four zeros."""

LOSES = ["faults-test"]


def faulty_lines():
    return 0, 0, 0, 0
