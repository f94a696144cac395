"""Rows taken as orthogonal."""

MISCONCEPTION = "rows-taken-as-orthogonal"
DESCRIPTION = "each row of B is inverted by itself, as if rows were orthogonal."
HINT = "A change along one row is seen by the other rows, too."
LOSES = ["control-test"]


def control_signal(B, x):
    return x @ (B / (B**2).sum(dim=1, keepdim=True))
