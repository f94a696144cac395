"""The spectral norm."""

import numpy as np

MISCONCEPTION = "spectral-norm"
DESCRIPTION = "the length of a matrix is taken as its spectral norm; all entries count together."
HINT = "np.linalg.norm(G, 2) means two things, for a vector and for a matrix."
LOSES = ["clip-test"]


def clip(G, c):
    length = np.linalg.norm(G, 2) if G.ndim == 2 else np.sqrt((G**2).sum())
    return G * (c / length) if length > c else G
