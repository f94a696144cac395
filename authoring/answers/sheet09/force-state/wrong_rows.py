"""Rows taken as orthogonal."""

MISCONCEPTION = "rows-taken-as-orthogonal"
DESCRIPTION = "each row of B is inverted by itself, as if rows were orthogonal."
HINT = "A change along one row is seen by the other rows, too."
LOSES = ["force-test"]


def force(h, x, B):
    return h + (x - h @ B.T) @ (B / (B**2).sum(dim=1, keepdim=True))
