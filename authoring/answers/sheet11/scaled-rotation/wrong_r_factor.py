"""The other factor."""

import numpy as np

MISCONCEPTION = "the-other-factor"
DESCRIPTION = "this is R, scaled; the orthogonal factor is asked for."
HINT = "Which of the two factors keeps lengths?"
LOSES = ["rotation-test-gain", "rotation-test-signs"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return g * np.sign(np.diag(R))[:, None] * R
