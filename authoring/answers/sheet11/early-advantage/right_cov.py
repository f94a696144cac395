"""All at once, by weighted moments."""

import numpy as np


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    weights = (picks[:, :, None] == setting).sum(axis=1).astype(float)
    weights = np.vstack([np.ones(len(setting)), weights])
    weights /= weights.sum(axis=1, keepdims=True)
    cov = lambda p, q: weights @ (p * q) - (weights @ p) * (weights @ q)
    r = lambda p: cov(p, last_loss) / np.sqrt(cov(p, p) * cov(last_loss, last_loss))
    delta = r(exponent) - r(early_loss)
    low, high = np.percentile(delta[1:], [2.5, 97.5])
    return delta[0], low, high
