"""What should be dropped."""

MISCONCEPTION = "beginning-instead-of-rest"
DESCRIPTION = "these are the extremes of the part that should be dropped."
HINT = "On which side of the colon does skip stand?"
LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    return d[: max(skip, 1)].min(), d[: max(skip, 1)].max()
