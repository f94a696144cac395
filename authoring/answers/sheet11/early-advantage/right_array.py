"""An array of three numbers, and lists of members."""

import numpy as np


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    members = [list(np.flatnonzero(setting == k)) for k in range(setting.max() + 1)]
    r = lambda a, b, rows: np.corrcoef(a[rows], b[rows])[0, 1]
    everybody = list(range(len(setting)))
    resamples = [everybody] + [sum((members[k] for k in row), []) for row in picks.tolist()]
    found = np.array([r(exponent, last_loss, rows) - r(early_loss, last_loss, rows) for rows in resamples])
    return found[0], *np.quantile(found[1:], [0.025, 0.975])
