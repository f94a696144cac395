"""The mean rank is rounded down."""

MISCONCEPTION = "mean-rounded"
DESCRIPTION = "the mean of two ranks is rounded to a whole number."
HINT = "What is the mean of 1 and 2?"
LOSES = ["rank-test-ties"]


def ranks(x):
    below = (x[None, :] < x[:, None]).sum(axis=1)
    return below + ((x[None, :] == x[:, None]).sum(axis=1) + 1) // 2
