"""Rank correlations between exponents and losses: makes data/claims.csv and data/early.csv from the sweeps' files.

    python -m benchmarks.audit_claims

What notebooks 4 and 5 of sheet 11 ask students to write, on the files that `spectra_and_training.py` makes.

Four digits are kept, so that a notebook which prints two of them prints the same as the student's own function.

claims.csv: every interval is from 2000 resamples of the runs; ranks are those of the whole table, held fixed. `moved`
says how far the ends move when every resample is ranked anew. `null_low` and `null_high` are the middle 95 % of the
correlations that remain when the losses are dealt out anew, 2000 times, among the networks of one group: what chance
alone would give. What `within` means says `datasets.run_groups`.

early.csv: how well an exponent after some epochs foretells the last loss, beside the loss after the same epochs. The
exponent counts with the sign that the paper names, a larger one for a smaller loss, so that both correlations are
positive where both predictors work. The intervals are from 2000 resamples of *settings*, not of runs: networks of the
same settings resemble each other. Where `within` is given, ranks are centred in those groups first.
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
        ("mean", "loss", "p"),
        ("mean_h", "loss", "p"),
    ],
}

#: What the paper ties to the loss in either task, and what the networks of one setting share.
READ_OUT = {
    "characters": (lambda lam: lam.max(axis=-1), "learning_rate and dropout"),
    "motion": (lambda lam: lam.mean(axis=-1), "p"),
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
            a, b = ranks(table[x]), ranks(table[y])
            low, high = np.quantile(resampled(a, b, group, again=False), [0.025, 0.975])
            moved = np.quantile(resampled(a, b, group, again=True), [0.025, 0.975]) - [low, high]
            null_low, null_high = np.quantile(dealt_anew(a, b, group), [0.025, 0.975])
            yield {
                "table": name, "x": x, "y": y, "within": within or "", "n": len(a),
                "r": f"{correlation(a, b, group):.4f}", "low": f"{low:.4f}", "high": f"{high:.4f}",
                "moved": f"{np.abs(moved).max():.4f}", "null_low": f"{null_low:.4f}", "null_high": f"{null_high:.4f}",
            }  # fmt: skip


def correlations_of_settings(early, last, group, setting):
    """Rank correlation of an early number with the last loss, and that of 2000 resamples of settings."""
    a, b = (centred(ranks(values), group) if group is not None else ranks(values) for values in (early, last))
    settings = len(np.unique(setting))
    picks = np.random.default_rng(SEED).integers(0, settings, (RESAMPLES, settings))
    # A network counts as often as its setting was drawn.
    weights = np.stack([(picks == label).sum(axis=1) for label in setting], axis=1).astype(float)
    weights /= weights.sum(axis=1, keepdims=True)

    def covariance(u, v):
        return weights @ (u * v) - (weights @ u) * (weights @ v)

    resamples = covariance(a, b) / np.sqrt(covariance(a, a) * covariance(b, b))
    return correlation(a, b, None), resamples


def early_rows():
    """The rows of early.csv."""
    for table in TABLES:
        task, _, ending = table.partition("_")
        stored, (feature, name) = datasets.load_spectra(guests=ending == "guests"), READ_OUT[task]
        setting = datasets.run_groups(datasets.load_table(f"{table}.csv"), name)
        losses = stored[f"{task}_loss"]
        for space in ("h", "full"):
            exponents = feature(stored[f"{task}_{space}"])
            for within in ("", name):
                for column, epoch in enumerate(stored[f"{task}_epochs"][:-1]):
                    early = {"exponent": -exponents[:, column], "loss": losses[:, epoch]}
                    group = setting if within else None
                    both = [
                        correlations_of_settings(values, losses[:, -1], group, setting) for values in early.values()
                    ]
                    numbers = {"advantage": (both[0][0] - both[1][0], both[0][1] - both[1][1])}
                    numbers |= dict(zip(early, both, strict=True))
                    told = {"table": table, "space": space, "within": within, "epoch": epoch}
                    for key, (value, resamples) in numbers.items():
                        low, high = np.quantile(resamples, [0.025, 0.975])
                        told |= {key: f"{value:.4f}", f"{key}_low": f"{low:.4f}", f"{key}_high": f"{high:.4f}"}
                    yield told


def main():
    write_table("claims.csv", list(rows()))
    write_table("early.csv", list(early_rows()))


if __name__ == "__main__":
    main()
