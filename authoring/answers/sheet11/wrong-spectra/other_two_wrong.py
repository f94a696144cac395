"""Two of the four are wrong."""

LOSES = ["faults-test"]


def faulty_lines():
    return 5, 2, 7, 5
