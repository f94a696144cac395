"""Rows repeated by counts."""

import numpy as np


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    def advantage(rows):
        c = np.corrcoef(np.stack([exponent, early_loss, last_loss])[:, rows])
        return c[0, 2] - c[1, 2]

    found = []
    for row in picks:
        count = np.zeros(len(setting), dtype=int)
        for k in row:
            count[setting == k] += 1
        found.append(advantage(np.repeat(np.arange(len(setting)), count)))
    return [advantage(np.arange(len(setting))), np.quantile(found, 0.025), np.quantile(found, 0.975)]
