"""Sparse against generalised teacher forcing on noisy Lorenz data.

    python -m benchmarks.gtf [--keep FOLDER]
    python -m benchmarks.gtf --write                                  data/gtf.csv is written anew
    python -m benchmarks.gtf --only "STF 16" --seeds 10 30            these methods alone, with other seeds

Both see the series of `datasets.load_lorenz_noisy` for the same number of steps of the optimiser, from the same ten
seeds. The last two methods see four times as many windows at every step, and learn at a higher rate. A row of the table
is one network: its largest exponent over 100 000 steps per unit of time, and D_stsp (30 bins, the box of the true
series, smoothing 1e-5) and D_H of 100 000 generated steps against `datasets.load_lorenz_clean`. Two true series have a
D_stsp of 0.03 to 0.07 and a D_H of 0.05. A network fails where its orbit is not finite, its D_stsp is above 1 (one
wing, a fixed point or a limit cycle is left), or its exponent is below half the true one (the orbit settles sooner or
later). With --keep the trained networks stay in a folder, and an interrupted run goes on there.

How strong has generalised forcing to be? Hess, Monfared, Brenner & Durstewitz (ICML 2023) show that gradients stay
bounded from alpha = 1 - 1 / sigma on, where sigma is the largest norm of a Jacobian on the data; their code also offers
averages, which force less. `estimated_alpha` takes the Jacobians from a network that was trained to predict one
step ahead, which needs no alpha, and so estimates it from the data alone.
"""

import argparse
import dataclasses
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from sheet_utils import datasets, engine, lyapunov, measures, runtime, training
from sheet_utils.models import CustomRNN

DT, TRUE, LENGTH = 0.01, 0.906, 100_000
#: What every method but the sheet's own is trained with: the sheet's settings, and the published length of a sequence.
BUDGET = {**dataclasses.asdict(training.DEFAULTS), "sequence_length": 75, "latent_dim": 10, "hidden_dim": 50}
#: Four times as many windows in a step let a network learn at a higher rate without being lost.
MORE = {"batch_size": 64, "learning_rate": 5e-3}


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
    """The config of every method by name."""
    largest, mean = (round(alpha, 3) for alpha in estimated_alpha(data))
    forced = {**BUDGET, "t_warmup": 20}
    estimated = {**forced, "alpha": largest}
    return {
        "STF, the sheet's defaults": {**BUDGET, "sequence_length": training.DEFAULTS.sequence_length},
        "STF 16": {**BUDGET, "t_forcing": 16},
        "GTF, largest norm": estimated,
        "GTF, annealed from largest to mean": {**estimated, "alpha_end": mean},
        "GTF, largest norm, L = 100": {**estimated, "hidden_dim": 100},
        "GTF, largest norm, M = 3": {**estimated, "latent_dim": 3},
        "STF 30": {**BUDGET, "t_forcing": 30},
        "GTF 0.2": {**forced, "alpha": 0.2},
        "STF 16, B = 64": {**BUDGET, **MORE, "t_forcing": 16},
        "GTF, largest norm, B = 64": {**estimated, **MORE},
    }


def evaluate(name, result, data, test):
    """One row of the table."""
    config = result.config
    told = ("latent_dim", "hidden_dim", "batch_size", "learning_rate", "alpha", "alpha_end")
    z = torch.zeros(result.model.M)
    z[: result.model.N] = data[0]
    try:
        exponent = lyapunov.maximum_lyapunov_exponent(result.model, z, LENGTH) / DT
    except (lyapunov.DivergedOrbit, ValueError):
        exponent = np.nan
    orbit = engine.generate_orbit(result.model, z, LENGTH + 1000)[1000:, : result.model.N]
    d_stsp, d_h = (measure(test.numpy(), orbit.numpy()) for measure in (measures.d_stsp, measures.d_h))
    return {
        "method": name,
        **{key: config[key] for key in told},
        "t_forcing": config["t_forcing"] if config["alpha"] is None else None,
        "seed": config["seed"],
        "exponent": f"{exponent:.4f}",
        "d_stsp": f"{d_stsp:.4f}",
        "d_h": f"{d_h:.4f}",
        "failed": int(not (d_stsp <= 1 and exponent > TRUE / 2)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="folder for the trained networks")
    parser.add_argument("--write", action="store_true", help="write data/gtf.csv anew")
    parser.add_argument("--only", nargs="+", metavar="METHOD", help="these alone, by the names in the table")
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 10), metavar=("FIRST", "END"), help="END is left out")
    arguments = parser.parse_args()
    if arguments.write and (arguments.only or tuple(arguments.seeds) != (0, 10)):
        parser.error("--write: the file holds every method with the seeds 0 to 9")
    torch.set_num_threads(1)
    data, test = datasets.load_lorenz_noisy(), datasets.load_lorenz_clean()
    configs = methods(data)
    if unknown := set(arguments.only or ()) - configs.keys():
        parser.error(f"--only: no method {', '.join(sorted(unknown))}; there are {'; '.join(configs)}")
    configs = {name: config for name, config in configs.items() if not arguments.only or name in arguments.only}
    seeds = range(*arguments.seeds)
    names = [name for name in configs for _ in seeds]
    with tempfile.TemporaryDirectory() as folder:
        every = [{**config, "seed": seed} for config in configs.values() for seed in seeds]
        results = training.sweep(every, data, arguments.keep or folder)
    with ThreadPoolExecutor(runtime.core_count()) as pool:
        rows = list(pool.map(lambda name, result: evaluate(name, result, data, test), names, results))
    if arguments.write:
        write_table("gtf.csv", rows)
    print("| method | lambda_max | error | D_stsp | D_H | failed |\n|---|---:|---:|---:|---:|---:|")
    for name in configs:
        of = lambda key, name=name: np.array([float(row[key]) for row in rows if row["method"] == name])
        # A network that runs away has no exponent; it counts as one that is far off.
        exponent = np.median(np.nan_to_num(of("exponent"), nan=-np.inf))
        print(
            f"| {name} | {exponent:.3f} | {abs(exponent - TRUE) / TRUE:.1%} | {np.median(of('d_stsp')):.3f} "
            f"| {np.median(of('d_h')):.3f} | {int(of('failed').sum())} |"
        )


if __name__ == "__main__":
    main()
