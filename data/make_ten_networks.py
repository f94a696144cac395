"""Make ten_networks.npz: the networks that sheet 10's defaults give with seeds 0 to 9.

Run it as `python data/make_ten_networks.py`; twenty seconds on two cores. Every parameter of `CustomRNN` is one array
in float32 whose first axis is the seed. Another kind of processor rounds otherwise, and 40 000 steps of training make
other networks of that, as good on the whole.
"""

import dataclasses
import tempfile

import numpy as np
from make_data import FOLDER, record

from sheet_utils import datasets, engine, training

SEEDS = range(10)


def main():
    if not engine.AVAILABLE:
        raise SystemExit("data/make_ten_networks.py trains with the engine: pip install numba")
    configs = [{"seed": seed, **dataclasses.asdict(training.DEFAULTS)} for seed in SEEDS]
    with tempfile.TemporaryDirectory() as folder:
        models = [result.model for result in training.sweep(configs, datasets.load_lorenz(), folder)]
    arrays = {name: np.stack([getattr(model, name).detach().numpy() for model in models]) for name in engine.PARAMETERS}
    np.savez(FOLDER / "ten_networks.npz", **arrays)
    record(["ten_networks.npz"])


if __name__ == "__main__":
    main()
