"""Lyapunov spectra of networks in training against their loss: makes two tables and a file of spectra in data/.

    python -m benchmarks.spectra_and_training --keep FOLDER [--scheduler ADDRESS] [--workers N] [--guests]

Networks of 32 units: 60 that predict the next character of a text (five learning rates, four dropouts, three
initialisations, p fixed), and 60 that predict the next frame of a movement (thirty p, two initialisations, rates
fixed). Makes characters.csv, motion.csv and epochs.npz; with --guests the same of *War and Peace* and the CMU takes,
which have to lie in `data/` (see its README), in files that end in _guests.
About eight minutes on one idle core. An interrupted sweep goes on from FOLDER.
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
    {"learning_rate": rate, "dropout": dropout, "seed": seed, "epochs": 8}
    for seed, (_, rate, dropout) in enumerate(itertools.product(range(3), RATES, DROPOUTS))
]
MOTION = [
    {"p": round(0.05 + 0.45 * k / 29, 4), "seed": seed, "epochs": 16}
    for seed, (_, k) in enumerate(itertools.product(range(2), range(30)))
]

#: After how many epochs the spectra are measured.
EPOCHS = {"characters": (0, 1, 2, 3, 4, 6, 8), "motion": (0, 1, 2, 3, 4, 6, 8, 12, 16)}

#: The runs whose spectra are measured after every epoch: the five learning rates without dropout, and the values of p
#: that are closest to those of the paper's Figure 3, which begins at 0.04.
FOLLOWED = {"characters": (0, 4, 8, 12, 16), "motion": (0, 2, 5, 7, 10, 29)}

#: Sequences that the exponents are averaged over, as many as the paper has.
INPUTS = 10


def series(guests):
    """The characters of a text and the takes of a movement: those that come with the course, or the guests."""
    codes, _ = datasets.load_text("war_and_peace.txt" if guests else "python_help.txt")
    takes, _ = datasets.load_cmu() if guests else datasets.load_gait()
    return codes, takes


def held_out(config, runs, arrays):
    """Sequences to drive a network with, spread evenly over what is held out."""
    _, windows = runs.windows(config, arrays)
    return windows[np.linspace(0, len(windows) - 1, INPUTS).round().astype(int)]


def spectra(run, runs, arrays, epochs, full):
    """The spectra of a run after some epochs, in nats per step: (epochs, 2 H) of (h, c) if full, (epochs, H) of h."""
    windows = held_out(run.config, runs, arrays)
    return np.array([sequences.spectrum(run.snapshots[epoch], windows, full).mean for epoch in epochs])


def row(run, full, h):
    """One row of a table: settings, losses, and the largest and the mean exponent of the last spectra."""
    numbers = {"train_loss": run.train_loss[-1], "loss": run.loss[-1], "best_loss": run.loss.min()}
    for space, lam in (("", full[-1]), ("_h", h[-1])):
        numbers |= {f"max{space}": lam[0], f"mean{space}": lam.mean()}
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
    codes, takes = series(arguments.guests)
    stored = {}
    for name, runs, data, grid in (
        ("motion", sequences.MotionRuns(), takes, MOTION),
        ("characters", sequences.CharacterRuns(), codes, CHARACTERS),
    ):
        arrays = runs.arrays(data)
        trained = training.sweep(grid, data, arguments.keep, arguments.workers, arguments.scheduler, runs=runs)
        epochs = EPOCHS[name]
        full, h = ([spectra(run, runs, arrays, epochs, part) for run in trained] for part in (True, False))
        write_table(f"{name}{ending}.csv", [row(run, *both) for run, *both in zip(trained, full, h, strict=True)])
        followed = [trained[k] for k in FOLLOWED[name]]
        every = [spectra(run, runs, arrays, range(len(run.snapshots)), full=False) for run in followed]
        stored |= {
            f"{name}_epochs": np.array(epochs),
            f"{name}_loss": np.array([run.loss for run in trained], dtype=np.float32),
            # Three digits: half the size, and far finer than the spread over inputs.
            f"{name}_full": np.array(full, dtype=np.float16),
            f"{name}_h": np.array(h, dtype=np.float16),
            f"{name}_every_h": np.array(every, dtype=np.float16),
            f"{name}_followed": np.array(FOLLOWED[name]),
        }
    np.savez_compressed(FOLDER / f"epochs{ending}.npz", **stored)
    record([f"epochs{ending}.npz"])


if __name__ == "__main__":
    main()
