"""Tables of results that took long to compute; data/README.md says which script makes which."""

import contextlib
import csv

import numpy as np

from sheet_utils.datasets.checked_files import verified


def load_rows(name: str) -> list[dict]:
    """The rows of a table, with words as they stand, whole numbers as int, and other numbers as float.

    Args:
        name: a .csv file of `data/`. In period_three.csv each row says that `hits` of `nets` maps of width k have a
            point of that least period, and `regime` is "low" where sigma2 = 1 / (4 ln k); random_rnn.csv and
            driven_regimes.csv hold exponents of random networks, in nats per step.

    Returns:
        A list of dicts by the names of the columns.

    Raises:
        DataError: the file is missing or changed.
    """

    def parsed(text):
        for kind in (int, float):
            with contextlib.suppress(ValueError):
                return kind(text)
        return text

    with verified(name).open(newline="") as file:
        return [{key: parsed(text) for key, text in row.items()} for row in csv.DictReader(file)]


def load_table(name: str) -> dict[str, np.ndarray]:
    """The columns of a table of numbers.

    Args:
        name: a .csv file of `data/`.

    Returns:
        A dict of (rows,) float64 arrays by the names of the columns.

    Raises:
        DataError: the file is missing or changed.
    """
    rows = load_rows(name)
    return {column: np.array([row[column] for row in rows], dtype=float) for column in rows[0]}


def load_tau_sweep() -> dict[str, np.ndarray]:
    """The sweep of `CustomRNN`s over the forcing interval, ten seeds each.

    Returns:
        A dict of (models,) arrays: t_forcing (steps; also under its older name tau), seed, d_stsp (nats), exponent
        (nats per unit of time), error (of the exponent, relative) and finished (0 or 1).

    Raises:
        DataError: the file is missing or changed.
    """
    table = load_table("tau_sweep.csv")
    return {**table, "tau": table["t_forcing"]}


def load_forcing_sweep() -> dict[str, np.ndarray]:
    """The sweep of networks with a read-out over the forcing interval, five to eight seeds each.

    Returns:
        A dict of (networks,) arrays: vanilla (1 for a vanilla network, 0 for an LSTM), keep (1 for reset, 0 for
        replace), t_forcing (steps), clip (largest norm of the gradient, 0 for no clipping), seed, d_stsp (nats), d_h,
        loss, gradient (0.99 quantile of its norm), and exponent (largest exponent of the free run, nats per step).

    Raises:
        DataError: the file is missing or changed.
    """
    return load_table("forcing_sweep.csv")


def load_spectra(guests: bool = False) -> dict[str, np.ndarray]:
    """Lyapunov spectra of networks before training and after some epochs.

    Args:
        guests: whether of the networks that were trained on *War and Peace* and the CMU takes, instead of those that
            were trained on what comes with the course. (The spectra come with the course in either case.)

    Returns:
        A dict of arrays. For each NAME of "characters" and "motion", n networks in the order of NAME.csv, or of
        NAME_guests.csv: NAME_epochs (E,), after how many epochs the spectra were measured; NAME_h (n, E, 32) and
        NAME_full (n, E, 64), exponents of h alone at fixed c and of (h, c) from the largest down, nats per step, three
        digits; NAME_loss (n, epochs + 1), the loss on what is held out, before training and after every epoch.
        NAME_followed holds the rows of a few networks, and NAME_every_h (few, epochs + 1, 32) their spectra after
        every epoch.

    Raises:
        DataError: the file is missing or changed.
    """
    with np.load(verified("epochs_guests.npz" if guests else "epochs.npz")) as stored:
        return {
            key: stored[key].astype(float) if stored[key].dtype.kind == "f" else stored[key] for key in stored.files
        }


def load_calm() -> list[dict]:
    """The study of the largest exponent over settings, one row for each network.

    Returns:
        A list of dicts; `data/README.md` describes the columns. A number that is missing is NaN.

    Raises:
        DataError: the file is missing or changed.
    """
    words = ("variant", "observed", "schedule")
    return [
        {key: value if key in words else float(value if value != "" else "nan") for key, value in row.items()}
        for row in load_rows("calm.csv")
    ]


def load_gtf() -> list[dict]:
    """The comparison of sparse with generalised teacher forcing, one row for each network.

    Returns:
        A list of dicts: method (a word), latent_dim, hidden_dim, batch_size, learning_rate, alpha, alpha_end, t_forcing
        (None where a method has none), seed, exponent (nats per unit of time; NaN where an orbit diverged), d_stsp
        (nats), d_h, failed (0 or 1).

    Raises:
        DataError: the file is missing or changed.
    """
    return [
        {key: value if key == "method" else None if value == "" else float(value) for key, value in row.items()}
        for row in load_rows("gtf.csv")
    ]


def run_groups(table: dict[str, np.ndarray], within: str) -> np.ndarray:
    """The groups inside which the networks of sheet 11 are compared.

    Args:
        table: a table of `load_table` with n networks.
        within: the columns that the members of a group share, as in "learning_rate" or "learning_rate and dropout".

    Returns:
        (n,), whole numbers from 0.

    Raises:
        ValueError: the table has no such column.
    """
    names = within.split(" and ")
    missing = [name for name in names if name not in table]
    if missing:
        raise ValueError(f"within: the table has no column {missing[0]!r}; its columns are {', '.join(table)}")
    columns = np.column_stack([table[name] for name in names])
    return np.unique(columns, axis=0, return_inverse=True)[1].ravel()


def load_claims() -> list[dict]:
    """The rank correlations of sheet 11 between exponents and losses.

    Returns:
        A list of dicts: table, x and y (names), within (what is adjusted for, or ""), n (networks), r (Spearman's
        correlation), low and high (its 95 % interval), moved, null_low and null_high (the middle 95 % by chance alone).

    Raises:
        DataError: the file is missing or changed.
    """
    return load_rows("claims.csv")


def load_early() -> list[dict]:
    """How well an exponent after some epochs foretells the last loss, beside the loss after the same epochs.

    Returns:
        A list of dicts: table, space ("h" or "full"), within (what is adjusted for, or ""), epoch; and the rank
        correlation with the last loss of the `exponent` (a larger one counting as a smaller loss) and of the early
        `loss`, and their difference, the `advantage`, each with the ends of its 95 % interval, as in `loss_low`.

    Raises:
        DataError: the file is missing or changed.
    """
    return load_rows("early.csv")
