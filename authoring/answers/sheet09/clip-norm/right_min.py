"""One factor for both cases."""

import numpy as np


def clip(G, c):
    return G * min(1.0, c / max(np.linalg.norm(G.ravel()), 1e-300))
