"""Lyapunov exponents of trained networks against their loss: makes data/characters.csv, motion.csv and epochs.npz.

    python benchmarks/spectra_and_training.py --keep FOLDER [--scheduler ADDRESS] [--guests]

Networks of 32 units: 48 that predict the next character of a text (six learning rates, four dropouts, two seeds, p
fixed), and 30 that predict the next frame of a movement (thirty p, rates fixed). About seven minutes for
each set of data on one core; an interrupted sweep goes on from FOLDER. With --guests the same for *War and Peace* and
for the CMU takes, which have to lie in `data/` (see its README): characters_war_and_peace.csv and motion_cmu.csv.
"""

import argparse
from pathlib import Path

import torch

from sheet_utils import datasets, sequences, training

CHARACTERS = {
    "learning_rate": [1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2, 3.2e-2],
    "dropout": [0.0, 0.1, 0.25, 0.5],
    "seed": [0, 1],
}
MOTION = {"p": [round(0.05 + 0.45 * k / 29, 4) for k in range(30)]}


def sweeps(guests):
    """(name, runs, grid, data) of each sweep."""
    text, movement = ("war_and_peace.txt", datasets.load_cmu) if guests else ("python_help.txt", datasets.load_gait)
    yield "motion_cmu" if guests else "motion", sequences.MotionRuns(), MOTION, movement()[0]
    codes, _ = datasets.load_text(text)
    yield "characters_war_and_peace" if guests else "characters", sequences.CharacterRuns(), CHARACTERS, codes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, help="folder for the trained networks")
    parser.add_argument("--scheduler", help="address of a Dask scheduler")
    parser.add_argument("--workers", type=int, help="networks trained at a time on this machine")
    parser.add_argument("--guests", action="store_true", help="War and Peace and the CMU takes instead")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for name, runs, grid, data in sweeps(arguments.guests):
        found = training.sweep(grid, data, arguments.keep / name, arguments.workers, arguments.scheduler, runs=runs)
        print(name, len(found), flush=True)


if __name__ == "__main__":
    main()
