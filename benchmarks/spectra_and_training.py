"""Lyapunov exponents of trained networks against their loss: makes four tables and two files of spectra in data/.

    python benchmarks/spectra_and_training.py --keep FOLDER [--scheduler ADDRESS] [--workers N] [--guests]

Networks of 32 units: 40 that predict the next character of a text (five learning rates, four dropouts, two seeds, p
fixed), and 30 that predict the next frame of a movement (thirty p, rates fixed); and a few whose spectra are taken
after every epoch. Makes characters.csv, motion.csv and epochs.npz; with --guests the same for *War and Peace*, 20
networks, and the CMU takes, which have to lie in `data/` (see its README), in files that end in _guests. About ten
minutes on one idle core each. An interrupted sweep goes on from FOLDER.
"""

import argparse
import itertools
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import FOLDER, record, write_table

from sheet_utils import datasets, sequences, training

RATES, DROPOUTS = (2e-3, 4e-3, 8e-3, 1.6e-2, 3.2e-2), (0.0, 0.1, 0.25, 0.5)

#: Every run has a seed of its own: from one seed all runs would start with the same weights, but for their size,
#: and would be no independent observations.
CHARACTERS = [
    {"learning_rate": rate, "dropout": dropout, "seed": seed}
    for seed, (_, rate, dropout) in enumerate(itertools.product(range(2), RATES, DROPOUTS))
]
MOTION = [{"p": round(0.05 + 0.45 * k / 29, 4), "seed": k} for k in range(30)]

#: The runs whose spectra are wanted after every epoch.
FOLLOWED_CHARACTERS = [CHARACTERS[4], CHARACTERS[12]]
FOLLOWED_MOTION = {"epochs": [40], "p": [0.05, 0.2, 0.5]}

#: Sequences that the exponents are averaged over, as many as the paper has.
INPUTS = 10


def held_out(run, runs, arrays):
    """Sequences to drive a network with, spread evenly over what is held out."""
    _, windows = runs.windows(run.config, arrays)
    return windows[np.linspace(0, len(windows) - 1, INPUTS).round().astype(int)]


def row(run, runs, arrays):
    """One row of a table: settings, losses, the largest and the mean exponent in either space, nats per step.

    Exponents of the trained network; those that begin with start_ are of the same network before training.
    """
    windows = held_out(run, runs, arrays)
    numbers = {"train_loss": run.train_loss[-1], "loss": run.loss[-1], "best_loss": run.loss.min()}
    models = {"": run.model}
    if isinstance(runs, sequences.MotionRuns):  # where p differs, networks start at different places
        models["start_"] = run.snapshots[0]
    for start, model in models.items():
        for space, full in (("", True), ("_h", False)):
            exponents = sequences.spectrum(model, windows, full=full).mean
            numbers[f"{start}max{space}"], numbers[f"{start}mean{space}"] = exponents[0], exponents.mean()
    settings = {name: run.config[name] for name in ("p", "learning_rate", "dropout", "seed")}
    return {**settings, **{name: f"{value:.5f}" for name, value in numbers.items()}}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, help="folder for the trained networks")
    parser.add_argument("--scheduler", help="address of a Dask scheduler")
    parser.add_argument("--workers", type=int, help="networks trained at a time on this machine")
    parser.add_argument("--guests", action="store_true", help="War and Peace and the CMU takes instead")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    ending = "_guests" if arguments.guests else ""
    takes, _ = datasets.load_cmu() if arguments.guests else datasets.load_gait()
    codes, _ = datasets.load_text("war_and_peace.txt" if arguments.guests else "python_help.txt")
    networks = CHARACTERS[:20] if arguments.guests else CHARACTERS
    spectra = {}
    for name, runs, data, grid, chosen in (
        ("motion", sequences.MotionRuns(), takes, MOTION, FOLLOWED_MOTION),
        ("characters", sequences.CharacterRuns(), codes, networks, FOLLOWED_CHARACTERS),
    ):
        where = (arguments.keep, arguments.workers, arguments.scheduler)
        arrays = runs.arrays(data)
        followed = training.sweep(chosen, data, *where, runs=runs)
        trained = training.sweep(grid, data, *where, runs=runs)
        write_table(f"{name}{ending}.csv", [row(run, runs, arrays) for run in trained])
        key = "p" if name == "motion" else "learning_rate"
        spectra[f"{name}_{key}"] = np.array([run.config[key] for run in followed])
        spectra[f"{name}_loss"] = np.array([run.loss for run in followed])
        for kind, full in (("full", True), ("h", False)):
            spectra[f"{name}_{kind}"] = (
                np.array(
                    [
                        [sequences.spectrum(net, held_out(run, runs, arrays), full).mean for net in run.snapshots]
                        for run in followed
                    ]
                )
                .round(5)
                .astype(np.float32)
            )
    np.savez_compressed(FOLDER / f"epochs{ending}.npz", **spectra)
    record([f"epochs{ending}.npz"])


if __name__ == "__main__":
    main()
