"""Networks weighted by how often their setting is drawn."""

import numpy as np


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    def advantage(weights):
        def r(a, b):
            a = a - np.average(a, weights=weights)
            b = b - np.average(b, weights=weights)
            return np.sum(weights * a * b) / np.sqrt(np.sum(weights * a * a) * np.sum(weights * b * b))

        return r(exponent, last_loss) - r(early_loss, last_loss)

    found = [advantage(np.bincount(row, minlength=picks.shape[1])[setting]) for row in picks]
    return advantage(np.ones(len(setting))), np.quantile(found, 0.025), np.quantile(found, 0.975)
