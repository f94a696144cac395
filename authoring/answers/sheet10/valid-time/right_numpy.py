"""Uses NumPy and argmax, with a guard."""

import numpy as np


def valid_prediction_time(true, predicted, dt=0.01, lam=0.906, threshold=0.4):
    error = np.sqrt(np.mean((np.asarray(predicted) - np.asarray(true)) ** 2, axis=1))
    beyond = error > threshold
    steps = np.argmax(beyond) if beyond.any() else len(error)
    return float(steps * dt * lam)
