"""Sparse against generalised teacher forcing on noisy Lorenz data: makes data/gtf.csv.

    python benchmarks/gtf.py [--keep FOLDER]

Both see the series of `datasets.load_lorenz_noisy`, with networks of the same size and for the same number of steps of
the optimiser, from the same ten seeds. A row of the table is one network: its largest exponent over 100 000 steps per
unit of time, and D_stsp (30 bins, the box of the true series, smoothing 1e-5) and D_H of 100 000 generated steps
against `datasets.load_lorenz_clean`. A network fails where its orbit is not finite or its D_stsp is above 1, which is
where one wing, a fixed point or a limit cycle is left. With --keep the trained networks stay in a folder, and an
interrupted run goes on there.

How strong has generalised forcing to be? Hess, Monfared, Brenner & Durstewitz (ICML 2023) show that gradients stay
bounded from alpha = 1 - 1 / sigma on, where sigma is the largest norm of a Jacobian on the data. `estimated` has
that from a network that was trained for one step ahead, which is safe at any alpha, and so from the data alone.
"""

import argparse
import csv
import dataclasses
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from sheet_utils import datasets, engine, lyapunov, measures, runtime, training
from sheet_utils.models import CustomRNN

SEEDS = range(10)
DT, TRUE, LENGTH = 0.01, 0.906, 100_000
FAILED = 1.0  # D_stsp above this
#: What every method but the sheet's own is trained with.
BUDGET = training.Settings(steps=60_000, sequence_length=75, learning_rate=3e-3)


def estimated_alpha(data, seed=0):
    """1 - 1 / sigma for the largest and for the geometric mean of the norms of Jacobians along the data.

    Args:
        data: (T, N), the series.
        seed: of the network with M = N units that learns the map of one step.

    Returns:
        (largest, mean): two strengths of forcing.
    """
    torch.manual_seed(seed)
    model = CustomRNN(data.shape[1], 50, data.shape[1])
    training.train(model, data, alpha=1.0, steps=10_000, sequence_length=10, seed=seed, progress=False)
    with torch.no_grad():
        norms = torch.stack([torch.linalg.matrix_norm(model.jacobian(z), 2) for z in data[:5000]]).double()
    return float(1 - 1 / norms.max()), float(1 - 1 / norms.log().mean().exp())


def methods(data):
    """The settings of every method by name."""
    largest, mean = estimated_alpha(data)
    print(f"alpha from the data: {largest:.3f} (largest norm), {mean:.3f} (mean norm)")
    made = {"STF, the sheet's defaults": training.DEFAULTS}
    made |= {f"STF {tau}": dataclasses.replace(BUDGET, t_forcing=tau) for tau in (8, 16, 30)}
    forced = dataclasses.replace(BUDGET, t_warmup=20)
    strengths = {f"GTF {alpha}": alpha for alpha in (0.06, 0.125, 0.2)} | {"GTF estimated": round(largest, 3)}
    made |= {name: dataclasses.replace(forced, alpha=alpha) for name, alpha in strengths.items()}
    made["GTF annealed"] = dataclasses.replace(forced, alpha=round(largest, 3), alpha_end=round(mean, 3))
    return made


def evaluate(name, result, data, test):
    """One row of the table."""
    z = torch.zeros(result.model.M)
    z[: result.model.N] = data[0]
    try:
        exponent = lyapunov.maximum_lyapunov_exponent(result.model, z, LENGTH) / DT
    except (lyapunov.DivergedOrbit, ValueError):
        exponent = np.nan
    orbit = engine.generate_orbit(result.model, z, LENGTH + 1000)[1000:, : result.model.N]
    d_stsp, d_h = (measure(test.numpy(), orbit.numpy()) for measure in (measures.d_stsp, measures.d_h))
    row = {"method": name, "alpha": result.config["alpha"], "alpha_end": result.config["alpha_end"]}
    row["t_forcing"] = None if result.config["alpha"] is not None else result.config["t_forcing"]
    row |= {"seed": result.config["seed"], "exponent": f"{exponent:.4f}"}
    return row | {"d_stsp": f"{d_stsp:.4f}", "d_h": f"{d_h:.4f}", "failed": int(not d_stsp <= FAILED)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="folder for the trained networks")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data, test = datasets.load_lorenz_noisy(), datasets.load_lorenz_clean()
    named = [(name, settings, seed) for name, settings in methods(data).items() for seed in SEEDS]
    configs = [{"seed": seed, **dataclasses.asdict(settings)} for _, settings, seed in named]
    with tempfile.TemporaryDirectory() as folder:
        results = training.sweep(configs, data, arguments.keep or folder)
    with ThreadPoolExecutor(runtime.core_count()) as pool:
        rows = list(pool.map(lambda pair: evaluate(pair[0][0], pair[1], data, test), zip(named, results, strict=True)))
    with (runtime.data_path() / "gtf.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print("| method | lambda_max | error | D_stsp | D_H | failed |\n|---|---:|---:|---:|---:|---:|")
    for name in dict.fromkeys(row["method"] for row in rows):
        of = lambda key, name=name: np.array([float(row[key]) for row in rows if row["method"] == name])
        # A network that runs away has no exponent; it counts as one that is far off.
        exponent = np.median(np.nan_to_num(of("exponent"), nan=-np.inf))
        print(
            f"| {name} | {exponent:.3f} | {abs(exponent - TRUE) / TRUE:.1%} | {np.median(of('d_stsp')):.3f} "
            f"| {np.median(of('d_h')):.3f} | {int(of('failed').sum())} |"
        )


if __name__ == "__main__":
    main()
