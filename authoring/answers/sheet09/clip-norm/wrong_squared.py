"""The squared length."""

MISCONCEPTION = "squared-length"
DESCRIPTION = "the length is squared: the root is missing."
HINT = "How long is (3, 4)?"
LOSES = ["clip-test"]


def clip(G, c):
    length = (G**2).sum()
    return G * (c / length) if length > c else G
