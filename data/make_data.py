"""Make the data of sheet 10: two Lorenz series, a trained network, sizes and checksums.

Run it as `python data/make_data.py`; about a minute. On one machine it makes the same bytes each time. What it makes
and why is told in README.md, whose table it rewrites.
"""

import dataclasses

import numpy as np
import torch
from sheet_utils.data.recording import FOLDER, record

from sheet_utils import engine, training
from sheet_utils.models import CustomRNN
from sheet_utils.systems import Lorenz, integrate

ROWS = 100_000
DT = 0.01  # time between two rows
SUBSTEPS = 5  # Runge-Kutta steps between two rows
TRANSIENT = 5_000  # rows that are dropped while a trajectory settles
STARTS = ((1.0, 1.0, 1.0), (-5.0, -7.0, 20.0))  # of the training and of the test trajectory
LAG = 10  # rows between two columns
COLUMNS = 3
NOISE = 0.01  # standard deviation of the noise, as a fraction of the signal's
NOISE_SEED = 10
MODEL_SEED = 7


def make_series():
    """The training and the test series, (ROWS, COLUMNS) each in float32."""
    rows = ROWS + (COLUMNS - 1) * LAG
    clean = integrate(Lorenz(), np.array(STARTS), TRANSIENT + rows, DT, SUBSTEPS)[TRANSIENT:, :, 0]
    mean, deviation = clean[:, 0].mean(), clean[:, 0].std()
    train, test = ((clean - mean) / deviation).T
    # One noisy sensor: a value keeps its noise in whichever column it appears.
    train = train + NOISE * np.random.default_rng(NOISE_SEED).normal(size=rows)
    return [torch.from_numpy(embedded(series).astype(np.float32)) for series in (train, test)]


def embedded(series):
    """Rows (s(t), s(t + LAG), ...) of a scalar series."""
    return np.stack([series[k * LAG : k * LAG + ROWS] for k in range(COLUMNS)], axis=1)


def make_model(data):
    """A state dict: `CustomRNN(10, 50, 3)`, trained with the defaults of notebook 1."""
    if not engine.AVAILABLE:
        raise SystemExit("data/make_data.py trains with the engine: pip install numba")
    torch.manual_seed(MODEL_SEED)
    model = CustomRNN(10, 50, COLUMNS)
    training.train(model, data, seed=MODEL_SEED, **dataclasses.asdict(training.DEFAULTS))
    return model.state_dict()


def main():
    train, test = make_series()
    contents = {"lorenz_data.pt": train, "lorenz_test.pt": test, "pretrained_rnn.pt": make_model(train)}
    for name, content in contents.items():
        torch.save(content, FOLDER / name)
    record(contents)


if __name__ == "__main__":
    main()
