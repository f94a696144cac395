"""Make lorenz_flow.npz, lstm_sweep.csv and lstm_models.npz: LSTMs on the Lorenz system, one for every forcing interval.

Run it as `python data/make_lstm_sweep.py`; some fifteen minutes on a core. For every forcing interval and seed a
`ReadOutLSTM` with 30 units is trained with the defaults of `lstm.LstmSettings`. A clip above 0 is the largest norm of
the gradient; these networks are forced at the beginning of a sequence alone. A row says how far the free runs are from
the true attractor: 20 runs of 5000 steps, the first 500 of 5500 dropped, from 20 states of the test series; and the
0.99 quantile of the gradient's norm while training. The models of the first seed are kept.
"""

import sys
from dataclasses import replace

import numpy as np
import torch
from sheet_utils.data.recording import FOLDER, record, write_table

from sheet_utils import lstm, measures
from sheet_utils.systems import Lorenz, integrate

INTERVALS = (1, 2, 5, 10, 20, 30, 50, 100, 200)
CLIPPED = 200
SEEDS = (0, 1, 2)
UNITS = 30


def flow():
    """The training and the test series, standardised by the test's constants: (20 000, 3) and (100 000, 3)."""
    system, starts = Lorenz(), np.random.default_rng(0).normal(size=(20, 3)) * 8 + [0, 0, 25]
    test = integrate(system, starts, 6000, dt=0.01, substeps=2)[1000:].transpose(1, 0, 2).reshape(-1, 3)
    train = integrate(system, [1, 1, 1], 21_000, dt=0.01, substeps=2)[1000:]
    mean, std = test.mean(axis=0), test.std(axis=0)
    return {"train": ((train - mean) / std).astype(np.float32), "test": ((test - mean) / std).astype(np.float32)}


def row(data, test, t_forcing, clip, seed):
    """One model, trained, and how good it is."""
    torch.manual_seed(seed)
    model = lstm.ReadOutLSTM(UNITS, 3)
    losses, norms = lstm.train(model, data, t_forcing, replace(lstm.LstmSettings(), clip=clip), seed=seed)
    runs = lstm.generate(model, test[::5000], 5000, T_trans=500).reshape(-1, 3)
    return model, {
        "t_forcing": t_forcing, "clip": clip, "seed": seed,
        "d_stsp": f"{measures.d_stsp(test.numpy(), runs):.4f}", "d_h": f"{measures.d_h(test.numpy(), runs):.4f}",
        "loss": f"{losses[-200:].mean():.6g}", "gradient": f"{np.quantile(norms, 0.99):.6g}",
    }  # fmt: skip


def main():
    torch.set_num_threads(1)
    series = flow()
    np.savez_compressed(FOLDER / "lorenz_flow.npz", **series)
    data, test = (torch.from_numpy(series[name]) for name in ("train", "test"))
    table, models = [], {}
    for seed in SEEDS:
        for t_forcing, clip in [*((t_forcing, 0.0) for t_forcing in INTERVALS), (CLIPPED, 1.0)]:
            model, entry = row(data, test, t_forcing, clip, seed)
            table.append(entry)
            print(entry, file=sys.stderr, flush=True)
            if seed == SEEDS[0]:
                name = "clipped" if clip else f"tau{t_forcing}"
                models |= {f"{name}.{key}": value.numpy() for key, value in model.state_dict().items()}
                np.savez_compressed(FOLDER / "lstm_models.npz", **models)
    write_table("lstm_sweep.csv", table)
    record(["lorenz_flow.npz", "lstm_models.npz"])


if __name__ == "__main__":
    main()
