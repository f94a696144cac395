"""What one Lyapunov spectrum costs beside a whole training: writes data/spectrum_cost.csv.

    python benchmarks/spectrum_cost.py

Vogt et al. (2022), section 5.3 and Table 1: the time of one spectrum over the time of a training up to the minimum of
the validation loss. For both tasks three networks are trained for longer than that minimum takes, and the epoch of
the minimum is kept. Times are medians of processor time on one core, updates and spectra alike, after a first one that
does not count. About three minutes on one idle core.
"""

import tempfile
import time

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from sheet_utils import datasets, sequences, training
from sheet_utils.runtime import seed_everything

SEEDS = (0, 1, 2)
INPUTS = 10  # sequences that a spectrum is averaged over, as many as the paper has
REPEATS = 9


def median_seconds(work, *args):
    """The median processor time of a function with its arguments, after a first run that does not count."""
    times = []
    for _ in range(REPEATS + 1):
        begin = time.process_time()
        work(*args)
        times.append(time.process_time() - begin)
    return float(np.median(times[1:]))


def seconds_per_update(runs, model, batch):
    """One step of Adam on one batch."""
    adam = torch.optim.Adam(model.parameters())

    def update():
        adam.zero_grad()
        runs.loss(model, batch).backward()
        adam.step()

    return median_seconds(update)


def main():
    torch.set_num_threads(1)
    seed_everything(0)
    codes, _ = datasets.load_text("python_help.txt")
    takes, _ = datasets.load_gait()
    table = []
    for task, runs, data, settings in (
        ("characters", sequences.CharacterRuns(), codes, {"learning_rate": 8e-3, "epochs": 60}),
        ("motion", sequences.MotionRuns(), takes, {"epochs": 120}),
    ):
        arrays = runs.arrays(data)
        with tempfile.TemporaryDirectory() as folder:
            trained = training.sweep([{**settings, "seed": seed} for seed in SEEDS], data, folder, 1, runs=runs)
        for run in trained:
            windows, held_out = runs.windows(run.config, arrays)
            chosen = held_out[np.linspace(0, len(held_out) - 1, INPUTS).round().astype(int)]
            size = run.config["batch_size"]
            table.append(
                {
                    "task": task,
                    "seed": run.config["seed"],
                    "epochs": run.config["epochs"],
                    "best_epoch": int(np.argmin(run.loss)),
                    "updates_per_epoch": -(-len(windows) // size),
                    "update": seconds_per_update(runs, run.model, windows[:size].transpose(0, 1)),
                    "spectrum": median_seconds(sequences.spectrum, run.model, chosen),
                    "spectrum_h": median_seconds(sequences.spectrum, run.model, chosen, False),
                }
            )
            print(table[-1], flush=True)
    write_table("spectrum_cost.csv", table)


if __name__ == "__main__":
    main()
