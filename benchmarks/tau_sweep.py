"""D_stsp and the error of the largest exponent over the forcing interval: makes data/tau_sweep.csv.

    python -m benchmarks.tau_sweep [--keep FOLDER]

Ten seeds each of t_forcing = 1, 2, 4, 8, 16, 30, 76, 200 at T_seq = 250: windows this long, because beyond T_seq all
intervals are one and the same. With --keep the trained models stay in a folder, and an interrupted sweep goes on there.
"""

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from sheet_utils import datasets, engine, lyapunov, measures, runtime, training

TAUS = [1, 2, 4, 8, 16, 30, 76, 200]
SEEDS = range(10)
STEPS, T_SEQ = 6_000, 250
DT, TRUE, LENGTH = 0.01, 0.906, 100_000


def evaluate(result, data, test):
    """One row of the table."""
    z = torch.zeros(result.model.M)
    z[: result.model.N] = data[0]
    try:
        exponent = lyapunov.maximum_lyapunov_exponent(result.model, z, LENGTH) / DT
    except (lyapunov.DivergedOrbit, ValueError):
        exponent = np.nan
    orbit = engine.generate_orbit(result.model, z, LENGTH + 1000)[1000:, : result.model.N]
    return {
        "t_forcing": result.config["t_forcing"],
        "seed": result.config["seed"],
        "d_stsp": f"{measures.d_stsp(test.numpy(), orbit.numpy()):.4f}",
        "exponent": f"{exponent:.4f}",
        "error": f"{abs(exponent - TRUE) / TRUE:.4f}",
        "finished": int(result.finished),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="folder for the trained models")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data, test = datasets.load_lorenz(), datasets.load_lorenz_test()
    configs = [
        {"t_forcing": tau, "seed": seed, "steps": STEPS, "sequence_length": T_SEQ} for tau in TAUS for seed in SEEDS
    ]
    with tempfile.TemporaryDirectory() as folder:
        results = training.sweep(configs, data, arguments.keep or folder)
    with ThreadPoolExecutor(runtime.core_count()) as pool:
        rows = list(pool.map(lambda result: evaluate(result, data, test), results))
    write_table("tau_sweep.csv", rows)
    print("| tau | median D_stsp | median error |\n|---:|---:|---:|")
    for tau in TAUS:
        of = lambda key, tau=tau: [float(row[key]) for row in rows if row["t_forcing"] == tau]
        error = np.median(np.nan_to_num(of("error"), nan=np.inf))  # a model that runs away has no exponent
        print(f"| {tau} | {np.median(of('d_stsp')):.3f} | {error:.3f} |")


if __name__ == "__main__":
    main()
