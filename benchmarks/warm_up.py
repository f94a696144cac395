"""How long does the warm-up of sheet 10's third notebook have to be, and must the loss leave it out? Prints a table.

    python -m benchmarks.warm_up [--seeds 0 5]

A network is `CustomRNN(10, 50, 1)`, trained on the first variable of `datasets.load_lorenz()` as in the notebook: a
warm-up of T_W steps, then 40 steps that count, tau_f = 16, all else as in `training.DEFAULTS`. `agree` is the number of
forced steps after which the median distance of 20 pairs of random states stays below 0.01, before and after training.
`first` and `late` are errors of one prediction, after the first forced step and after 100 of them. D_stsp compares
delay vectors (lag 10, three entries) of 100 000 free steps with those of the test series, 30 bins. A network fails
where its orbit is not finite or D_stsp is above 1. Where "every step" counts, the forcing is
the same and the loss counts the steps of the warm-up as well. At the end: what repeating the last reading would be
wrong by.
"""

import argparse
import dataclasses

import numpy as np
import torch

from sheet_utils import datasets, engine, lyapunov, measures, plots, training
from sheet_utils.models import CustomRNN
from sheet_utils.training.batches import step_starts

DT, TOLERANCE, COUNTING, FAILED = 0.01, 0.01, 40, 1.0
SPREAD = 0.3  # of the random states; the hidden units of trained networks have a deviation of 0.28 to 0.42


@torch.no_grad()
def forced(model, series, z):
    """States after each step of copies z, (K, M), that are reset to one series, (T, 1), at every step: (T, K, M)."""
    states = []
    for x in series:
        z = model(torch.cat([x.expand(len(z), 1), z[:, 1:]], dim=1))
        states.append(z)
    return torch.stack(states)


def agreement(model, series):
    """Forced steps until 20 pairs of random states agree; the length of the series where they do not."""
    pairs = SPREAD * torch.randn(2, 20, model.M, generator=torch.Generator().manual_seed(1))
    distances = (forced(model, series, pairs[0]) - forced(model, series, pairs[1])).norm(dim=-1)
    return plots.first_agreement(distances.T, TOLERANCE) or len(series)


@torch.no_grad()
def prediction_errors(model, test):
    """Root mean square errors of one prediction after 1, 2, ... forced steps from zero, over 300 stretches: (100,)."""
    rows = torch.arange(0, 90_000, 300) + torch.arange(101)[:, None]
    x = test[rows]  # (101, 300, 1)
    z, errors = torch.zeros(x.shape[1], model.M), []
    for now, after in zip(x[:-1], x[1:], strict=True):
        z = model(torch.cat([now, z[:, 1:]], dim=1))
        errors.append(float((z[:, :1] - after).square().mean().sqrt()))
    return errors


def train_on_every_step(model, data, settings, seed):
    """Train with the forcing of `settings`, but with a loss that counts the steps of the warm-up as well."""
    trainer = engine.Trainer(
        model, data.numpy(), settings.batch_size, settings.sequence_length, settings.t_forcing, 0, settings.clip
    )
    # What is counted is laid out by now; the forcing is looked up at every call.
    trainer.t_warmup = settings.t_warmup
    starts = step_starts(0, settings.steps, seed, settings, len(data))
    losses, _ = trainer.run(starts, training.learning_rates(settings))
    trainer.write_back()
    return losses


def row(t_warmup, every, seed, data, test):
    """Train one network and measure it; a dict of numbers."""
    torch.manual_seed(seed)
    model = CustomRNN(10, 50, 1)
    before = agreement(model, test[:400])
    changed = {"t_warmup": t_warmup, "sequence_length": COUNTING + t_warmup}
    if every:
        losses = train_on_every_step(model, data, dataclasses.replace(training.DEFAULTS, **changed), seed)
    else:
        losses = training.train(model, data, **changed, seed=seed, progress=False).losses
    z = forced(model, test[:200], torch.zeros(1, model.M))[-1, 0]
    try:
        exponent = lyapunov.maximum_lyapunov_exponent(model, z, 100_000) / DT
    except (lyapunov.DivergedOrbit, ValueError):
        exponent = np.nan
    orbit = engine.generate_orbit(model, z, 101_000)[1000:, 0]
    vectors = [datasets.delay_embedding(series, 10, 3).numpy() for series in (test[:, 0], orbit)]
    errors = prediction_errors(model, test)
    return {
        "loss": losses[-1000:].mean(),
        "agree before": before,
        "agree after": agreement(model, test[:400]),
        "first": errors[0],
        "late": errors[-1],
        "lambda": exponent,
        "d_stsp": measures.d_stsp(*vectors),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs=2, default=(0, 5), metavar=("FIRST", "END"), help="END is left out")
    parser.add_argument("--only", type=int, nargs="+", default=(0, 2, 5, 10, 20, 40), help="lengths of the warm-up")
    options = parser.parse_args()
    seeds = range(*options.seeds)
    torch.set_num_threads(1)
    data, test = datasets.load_lorenz()[:, :1].contiguous(), datasets.load_lorenz_test()[:, :1].contiguous()
    print("| T_W | counts | loss | agree before | agree after | first | late | D_stsp | failed | each lambda |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---|")
    for every in (False, True):
        for t_warmup in options.only:
            if every and not t_warmup:
                continue
            rows = [row(t_warmup, every, seed, data, test) for seed in seeds]
            medians = {key: np.nanmedian([r[key] for r in rows]) for key in rows[0]}
            failed = sum(not r["d_stsp"] <= FAILED for r in rows)
            each = " ".join(f"{r['lambda']:.2f}" for r in rows)
            print(
                f"| {t_warmup} | {'every step' if every else 'after it'} | {medians['loss']:.1e} "
                f"| {medians['agree before']:.0f} | {medians['agree after']:.0f} "
                f"| {medians['first']:.3f} | {medians['late']:.4f} | {medians['d_stsp']:.2f} "
                f"| {failed} of {len(rows)} | {each} |",
                flush=True,
            )
    print(f"\nRepeating the reading: {float((test[1:] - test[:-1]).square().mean().sqrt()):.4f}")


if __name__ == "__main__":
    main()
