"""Make lorenz_flow.npz, and networks on it for every forcing interval: forcing_sweep.csv and what goes with it.

Run it as `python data/make_forcing_sweep.py`; forty minutes of a processor. With `--missing` it trains only the cases
that have no rows yet, and leaves all other rows and files as they are. Two kinds of network with 30 units, an LSTM and
a vanilla network, are trained with the ways of forcing, the `INTERVALS`, the `SETTINGS` and the `SEEDS` below, all
seeds of a case side by side. A sequence of networks that are reset is two intervals long at least, and 60 steps; an
interval of 200 steps takes three minutes of the ten that these networks need. LSTMs that are forced at the beginning of
a sequence of 200 steps alone are trained with a clipped gradient as well.

A row of forcing_sweep.csv says how far the free runs are from the true attractor (20 runs of 5000 steps, the first 500
of 5500 dropped, from 20 states of the test series), the 0.99 quantile of the gradient's norm while training, and the
largest exponent of the free run (median of five runs of 5000 steps). The vanilla networks of the first seed are kept in
forced_vanilla.npz. The LSTMs of the seeds 0 to 2 were trained by an earlier version of this script, from two steps on
with torch's own LSTM, which has two biases in place of one; their rows stay as they are, and so does forced_lstm.npz,
which holds the first of them.

With the settings of the LSTM a vanilla network does not learn, unless its gradient is clipped or its steps are smaller:
the rows of forcing_step_sizes.csv show it for an interval of 30 steps.
"""

import csv
import sys
from dataclasses import replace

import numpy as np
import torch
from sheet_utils.data.recording import FOLDER, record, write_table

from sheet_utils import forced_rnn, measures
from sheet_utils.models import ReadOutRNN
from sheet_utils.systems import Lorenz, integrate

INTERVALS = {
    ("LSTM", "replace"): (1, 2, 5, 10, 20, 30, 50, 100, 200),
    ("LSTM", "reset"): (1, 2, 5, 10, 20, 30, 50, 100, 200),
    ("vanilla", "replace"): (5, 10, 20, 30, 50, 100, 200),
}
SETTINGS = {
    "LSTM": forced_rnn.ForcingSettings(),
    "vanilla": forced_rnn.ForcingSettings(steps=10_000, learning_rate=3e-3),
}
CLIPPED = 200
#: (steps, learning rate, clip) of the vanilla networks of forcing_step_sizes.csv, which are forced every 30 steps.
TRIALS = ((3000, 1e-2, 0.0), (3000, 1e-2, 1.0), (3000, 3e-3, 0.0), (10_000, 3e-3, 0.0))
SEEDS = {"LSTM": range(3, 8), "vanilla": range(5)}
UNITS = 30


def flow():
    """The training and the test series, standardised by the test's constants: (20 000, 3) and (100 000, 3)."""
    system, starts = Lorenz(), np.random.default_rng(0).normal(size=(20, 3)) * 8 + [0, 0, 25]
    test = integrate(system, starts, 6000, dt=0.01, substeps=2)[1000:].transpose(1, 0, 2).reshape(-1, 3)
    train = integrate(system, [1, 1, 1], 21_000, dt=0.01, substeps=2)[1000:]
    mean, std = test.mean(axis=0), test.std(axis=0)
    return {"train": ((train - mean) / std).astype(np.float32), "test": ((test - mean) / std).astype(np.float32)}


def rows(model, test, losses, norms, seeds):
    """What the table says of these networks, a list of dicts."""
    runs = forced_rnn.generate(model, test[::5000], 5000, T_trans=500)
    exponents = np.median(forced_rnn.largest_exponent(model, test[::20_000], 5000), axis=-1)
    for k, seed in enumerate(seeds):
        orbit = runs[k].reshape(-1, 3)
        yield {
            "seed": seed,
            "d_stsp": f"{measures.d_stsp(test.numpy(), orbit):.4f}", "d_h": f"{measures.d_h(test.numpy(), orbit):.4f}",
            "loss": f"{losses[-200:, k].mean():.6g}", "gradient": f"{np.quantile(norms[:, k], 0.99):.6g}",
            "exponent": f"{exponents[k]:.6g}",
        }  # fmt: skip


def train(kind, t_forcing, settings, data, test):
    """Train networks of every seed: the rows of the table, and the parameters of the first network."""
    torch.manual_seed(0)
    model = ReadOutRNN(kind, UNITS, 3, copies=len(SEEDS[kind]))
    losses, norms = forced_rnn.train(model, data, t_forcing, settings)
    table = list(rows(model, test, losses, norms, SEEDS[kind]))
    print(kind, t_forcing, settings, *(row["d_stsp"] for row in table), file=sys.stderr, flush=True)
    return table, {key: value[0].numpy() for key, value in model.state_dict().items()}


def case(row):
    """Which networks a row of forcing_sweep.csv belongs to, as `main` lists them."""
    kind = "vanilla" if int(row["vanilla"]) else "LSTM"
    return kind, "reset" if int(row["keep"]) else "replace", int(row["t_forcing"]), float(row["clip"])


def main(only_missing):
    torch.set_num_threads(1)
    if not only_missing:
        np.savez_compressed(FOLDER / "lorenz_flow.npz", **flow())
    with np.load(FOLDER / "lorenz_flow.npz") as series:
        data, test = (torch.from_numpy(series[name]) for name in ("train", "test"))
    with (FOLDER / "forcing_sweep.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    networks = {}
    if only_missing:
        with np.load(FOLDER / "forced_vanilla.npz") as stored:
            networks |= stored
    else:  # the LSTMs of an earlier version are not made again
        table = [row for row in table if row["vanilla"] == "0" and int(row["seed"]) not in SEEDS["LSTM"]]
    present = {case(row) for row in table if int(row["seed"]) in SEEDS[case(row)[0]]}
    cases = [(kind, way, t, 0.0) for (kind, way), intervals in INTERVALS.items() for t in intervals]
    for kind, way, t_forcing, clip in [*cases, ("LSTM", "replace", CLIPPED, 1.0)]:
        if (kind, way, t_forcing, clip) in present:
            continue
        settings = replace(SETTINGS[kind], keep=way == "reset", clip=clip)
        results, network = train(kind, t_forcing, settings, data, test)
        common = {"vanilla": int(kind == "vanilla"), "keep": int(settings.keep), "t_forcing": t_forcing, "clip": clip}
        table += [common | row for row in results]
        if kind == "vanilla":
            networks |= {f"{kind}/{way}/{t_forcing}.{key}": value for key, value in network.items()}
        write_table("forcing_sweep.csv", table)
    np.savez_compressed(FOLDER / "forced_vanilla.npz", **networks)
    record(["lorenz_flow.npz", "forced_vanilla.npz"])
    if only_missing:
        return
    trials = []
    for steps, rate, clip in TRIALS:
        settings = forced_rnn.ForcingSettings(steps=steps, learning_rate=rate, clip=clip)
        common = {"steps": steps, "learning_rate": rate, "clip": clip}
        trials += [common | row for row in train("vanilla", 30, settings, data, test)[0]]
    write_table("forcing_step_sizes.csv", trials)


if __name__ == "__main__":
    main("--missing" in sys.argv[1:])
