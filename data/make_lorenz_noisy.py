"""Make lorenz_noisy.pt and lorenz_clean.pt: all three variables of the Lorenz system, with noise and without.

Run it as `python data/make_lorenz_noisy.py`; a few seconds. The training series follows the published description of
the benchmark in Hess, Monfared, Brenner & Durstewitz, *Generalized teacher forcing for learning chaotic dynamics*,
ICML 2023: 100 000 rows 0.01 apart, standardised, with 5 % of observation noise. The test series is the same system from
another initial condition, without noise, under the same constants.
"""

import numpy as np
import torch
from make_data import DT, FOLDER, ROWS, STARTS, SUBSTEPS, TRANSIENT, record

from sheet_utils.systems import Lorenz, integrate

NOISE = 0.05  # standard deviation of the noise, as a fraction of each variable's
NOISE_SEED = 20


def make_series():
    """The training and the test series, (ROWS, 3) each in float32."""
    train, test = integrate(Lorenz(), np.array(STARTS), TRANSIENT + ROWS, DT, SUBSTEPS)[TRANSIENT:].transpose(1, 0, 2)
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    train, test = (train - mean) / deviation, (test - mean) / deviation
    train = train + NOISE * np.random.default_rng(NOISE_SEED).normal(size=train.shape)
    return [torch.from_numpy(series.astype(np.float32)) for series in (train, test)]


def main():
    names = ("lorenz_noisy.pt", "lorenz_clean.pt")
    for name, series in zip(names, make_series(), strict=True):
        torch.save(series, FOLDER / name)
    record(names)


if __name__ == "__main__":
    main()
