"""How many updates a training takes to the minimum of its validation loss: writes data/spectrum_cost.csv.

    python benchmarks/spectrum_cost.py --keep FOLDER

Vogt et al. (2022), section 5.3 and Table 1, divide the time of one spectrum by that of a training up to this minimum.
Times belong to a machine and are measured in the notebooks; the number of updates belongs to the training. Three
initial weights for either task, and the learning rate of the sweep that has the lowest loss after its 8 epochs for
characters. Training goes on beyond the minimum, which a test of the table asks for: where the lowest loss is that of
the last epoch, the minimum was not reached. About three minutes on one idle core; an interrupted run goes on from
FOLDER.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from sheet_utils import datasets, sequences, training

#: Settings of the networks of either task; what is not named is as in `sequences`.
CHARACTERS = [{"learning_rate": 3.2e-2, "epochs": 100, "seed": seed} for seed in range(3)]
MOTION = [{"epochs": 100, "seed": seed} for seed in range(3)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, help="folder for the trained networks")
    folder = parser.parse_args().keep
    torch.set_num_threads(1)
    codes, _ = datasets.load_text("python_help.txt")
    takes, _ = datasets.load_gait()
    table = []
    for task, runs, data, configs in (
        ("characters", sequences.CharacterRuns(), codes, CHARACTERS),
        ("motion", sequences.MotionRuns(), takes, MOTION),
    ):
        arrays = runs.arrays(data)
        for run in training.sweep(configs, data, folder, 1, runs=runs):
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
    write_table("spectrum_cost.csv", table)


if __name__ == "__main__":
    main()
