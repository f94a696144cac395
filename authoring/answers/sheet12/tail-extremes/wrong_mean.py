"""Mean and largest."""

MISCONCEPTION = "mean-instead-of-smallest"
DESCRIPTION = "the first number is a mean; asked for is the smallest distance."
HINT = "The lower limit asks how close the pair ever comes, not how close it is on average."
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[skip:].mean(), d[skip:].max()
