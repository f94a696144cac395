"""How many updates a training takes to the minimum of its validation loss: writes data/spectrum_cost.csv.

    python -m benchmarks.spectrum_cost --keep FOLDER [--guests]

Vogt et al. (2022), section 5.3 and Table 1, divide the time of one spectrum by that of a training up to this minimum.
Times belong to a machine and are measured in the notebooks; the number of updates belongs to the training. Three
initial weights for either task, and the learning rate of the sweep that has the lowest loss after its 8 epochs for
characters. Training goes on beyond the minimum, which a test of the table asks for: where the lowest loss is that of
the last epoch, the minimum was not reached. With --guests the same of *War and Peace* and the CMU takes, which have to
lie in `data/` (see its README): spectrum_cost_guests.csv. As nobody else can time those, the share of one spectrum (h
alone, as in the paper) in such a training is printed, from medians. About three minutes on one idle core; an
interrupted run goes on from FOLDER.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from benchmarks.spectra_and_training import held_out, series
from sheet_utils import sequences, training

#: Settings of the networks of either task; what is not named is as in `sequences`.
CHARACTERS = [{"learning_rate": 3.2e-2, "epochs": 100, "seed": seed} for seed in range(3)]
MOTION = [{"epochs": 100, "seed": seed} for seed in range(3)]


def seconds(action, repeats):
    """The median time of some calls, after one that does not count."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return float(np.median(times[1:]))


def share(runs, arrays, best_epochs):
    """The time of one spectrum of h alone in that of a training to the median of some epochs, in per cent."""
    config = runs.complete({"epochs": 1})
    model, inputs = runs.network(config, arrays), held_out(config, runs, arrays)
    spectrum = seconds(lambda: sequences.spectrum(model, inputs, full=False), 5)
    return 100 * spectrum / (seconds(lambda: runs.train(config, arrays), 3) * float(np.median(best_epochs)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, help="folder for the trained networks")
    parser.add_argument("--guests", action="store_true", help="War and Peace and the CMU takes instead")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    codes, takes = series(arguments.guests)
    table = []
    for task, runs, data, configs in (
        ("characters", sequences.CharacterRuns(), codes, CHARACTERS),
        ("motion", sequences.MotionRuns(), takes, MOTION),
    ):
        arrays = runs.arrays(data)
        for run in training.sweep(configs, data, arguments.keep, 1, runs=runs):
            windows, _ = runs.windows(run.config, arrays)
            table.append(
                {
                    "task": task,
                    "seed": run.config["seed"],
                    "epochs": run.config["epochs"],
                    "best_epoch": int(np.argmin(run.loss)),
                    "updates_per_epoch": -(-len(windows) // run.config["batch_size"]),
                }
            )
            print(table[-1], flush=True)
        best_epochs = [row["best_epoch"] for row in table if row["task"] == task]
        print(f"{task}: one spectrum takes {share(runs, arrays, best_epochs):.2g} % of a training", flush=True)
    write_table("spectrum_cost_guests.csv" if arguments.guests else "spectrum_cost.csv", table)


if __name__ == "__main__":
    main()
