"""Rank correlations between exponents and losses, with intervals: makes data/claims.csv from the sweeps' tables.

    python benchmarks/audit_claims.py

What notebook 4 of sheet 11 asks students to write, on the tables that `spectra_and_training.py` makes. Every interval
is from 2000 resamples of the runs; ranks are those of the whole table, held fixed. `moved` says how far the ends move
when every resample is ranked anew. `null_low` and `null_high` are the middle 95 % of the correlations that remain when
the losses are dealt out anew, 2000 times, among the networks of one group: what chance alone would give. What
`within` means says `datasets.run_groups`.
"""

import numpy as np
from sheet_utils.data.recording import write_table

from sheet_utils import datasets

RESAMPLES, SEED = 2000, 4
TABLES = ("characters", "characters_guests", "motion", "motion_guests")
PAIRS = {
    "characters": [
        ("max", "loss", None),
        ("max_h", "loss", None),
        ("mean", "loss", None),
        ("mean_h", "loss", None),
        ("learning_rate", "loss", None),
        ("learning_rate", "max", None),
        ("learning_rate", "max_h", None),
        ("max", "loss", "learning_rate"),
        ("max_h", "loss", "learning_rate"),
        ("max", "loss", "learning_rate and dropout"),
        ("max_h", "loss", "learning_rate and dropout"),
    ],
    "motion": [
        ("mean", "loss", None),
        ("mean_h", "loss", None),
        ("max", "loss", None),
        ("max_h", "loss", None),
        ("p", "mean_h", None),
        ("p", "loss", None),
        ("mean", "loss", "p in fives"),
        ("mean_h", "loss", "p in fives"),
    ],
}


def ranks(x):
    """Ranks from 1; equal values share the mean of theirs."""
    ordered = np.sort(x)
    return (np.searchsorted(ordered, x, "left") + np.searchsorted(ordered, x, "right") + 1) / 2


def dealt_anew(x, y, group):
    """Correlations after y was permuted inside every group, (RESAMPLES,)."""
    rng = np.random.default_rng(SEED)
    group = np.zeros(len(x), dtype=int) if group is None else group
    home = np.argsort(group, kind="stable")  # the runs, one group after the other
    found = []
    for _ in range(RESAMPLES):
        dealt = np.empty_like(y)
        dealt[home] = y[np.lexsort((rng.random(len(y)), group))]
        found.append(correlation(x, dealt, group))
    return found


def centred(x, group):
    """Values less the mean of their group; of everybody, where group is None."""
    if group is None:
        return x - x.mean()
    _, which = np.unique(group, return_inverse=True)
    return x - (np.bincount(which, x) / np.bincount(which))[which]


def correlation(x, y, group):
    """Pearson's correlation, after the means of groups are subtracted."""
    u, v = centred(x, group), centred(y, group)
    return (u @ v) / np.sqrt((u @ u) * (v @ v))


def resampled(x, y, group, again):
    """Correlations of the resampled runs, (RESAMPLES,); `again` ranks each resample anew."""
    picks = np.random.default_rng(SEED).integers(0, len(x), (RESAMPLES, len(x)))
    ranked = ranks if again else lambda values: values
    return [correlation(ranked(x[row]), ranked(y[row]), None if group is None else group[row]) for row in picks]


def rows():
    for name in TABLES:
        table = datasets.load_table(f"{name}.csv")
        for x, y, within in PAIRS[name.partition("_")[0]]:
            group = None if within is None else datasets.run_groups(table, within)
            if group is not None and np.bincount(group).min() == 1:
                continue  # a network alone in its group says nothing
            a, b = ranks(table[x]), ranks(table[y])
            low, high = np.quantile(resampled(a, b, group, again=False), [0.025, 0.975])
            moved = np.quantile(resampled(a, b, group, again=True), [0.025, 0.975]) - [low, high]
            null_low, null_high = np.quantile(dealt_anew(a, b, group), [0.025, 0.975])
            yield {
                "table": name, "x": x, "y": y, "within": within or "", "n": len(a),
                "r": f"{correlation(a, b, group):.3f}", "low": f"{low:.3f}", "high": f"{high:.3f}",
                "moved": f"{np.abs(moved).max():.3f}", "null_low": f"{null_low:.3f}", "null_high": f"{null_high:.3f}",
            }  # fmt: skip


def main():
    write_table("claims.csv", list(rows()))


if __name__ == "__main__":
    main()
