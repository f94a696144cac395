"""All pieces."""

MISCONCEPTION = "all-pieces"
DESCRIPTION = "every piece between two knots counts; but where the slope does not change, two pieces are one region."
HINT = "Put one more knot on a straight line. Does it have more regions then?"
LOSES = ["regions-test"]


def count_regions(x, y):
    return len(x) - 1
