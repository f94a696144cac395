"""A guess: two of the four are wrong."""

LOSES = ["faults-test"]


def faulty_lines():
    return 3, 6, 5, 3
