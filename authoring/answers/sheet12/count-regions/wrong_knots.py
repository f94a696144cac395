"""All knots."""

MISCONCEPTION = "knots-counted"
DESCRIPTION = "this is the number of knots."
HINT = "A straight line has two knots. How many regions?"
LOSES = ["regions-test"]


def count_regions(x, y):
    return len(x)
