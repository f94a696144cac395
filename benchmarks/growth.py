"""How cost grows: a fitted exponent for every size, beside the one that theory expects.

    python -m benchmarks.growth [--repeats 5] [--class]

Of every job the time of a processor is measured at sizes that double, in turns, and the smallest of the repeats is
kept: other work on the machine can only add to it. The exponent is the slope of a line through the logarithms of the
largest three. `tests/test_engine_growth.py` holds the quick ones against theory: ratios, never times. With `--class`
classes of one, two and four students are graded, too, which takes minutes.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from authoring.demo.submissions import Work
from sheet_utils import engine, lyapunov, models, submission, timeseries, training
from sheet_utils.models import CustomRNN


@dataclass(frozen=True)
class Growth:
    """One size, and what depends on it.

    Attributes:
        job, size: what is done, and which size changes.
        expected: the exponent for large sizes, by counting products.
        sizes: from small to large.
        make: a function of the size that returns a function of nothing, which does the job once.
    """

    job: str
    size: str
    expected: float
    sizes: tuple
    make: Callable


def training_steps(M=10, L=50, T=50, B=16, steps=20):
    """A job of some training steps.

    Args:
        M, L, T, B: units, hidden units, steps of a sequence, and sequences.
        steps: how many.

    Returns:
        A function of nothing.
    """
    torch.manual_seed(0)
    data = np.random.default_rng(0).normal(size=(2 * T, 3)).astype("float32")
    trainer = engine.Trainer(CustomRNN(M, L, 3), data, B, T, 16)
    starts, rates = np.zeros((steps, B), dtype=np.int64), np.full(steps, 1e-6)
    return lambda: trainer.run(starts, rates)


def exponents(T=2000, M=10, L=50):
    """A job of the spectrum of a network of random weights."""
    torch.manual_seed(0)
    model, z = CustomRNN(M, L, 3), torch.zeros(M)
    return lambda: lyapunov.lyapunov_spectrum(model, z, T, 0)


def driven_exponents(H=64, k=None, T=4, B=2):
    """A job of the spectrum of a driven network."""
    torch.manual_seed(0)
    network = models.driven(torch.nn.RNN(4, H))
    inputs = torch.randn(T, B, 4)
    return lambda: lyapunov.driven_spectrum(network, inputs, k)


def neighbours(T):
    """A job of Rosenstein's method on a random series."""
    X = np.random.default_rng(0).normal(size=(T, 3))
    return lambda: timeseries.divergence(X, 10, 10)


def reading(factor):
    """A job of reading a submission that is so many times as long as a solved one."""
    notebook = json.loads(Work.solved("sheet10").text(1))
    cells = notebook["cells"]
    notebook["cells"] = cells + [
        {**cell, "id": f"more{copy}-{number}", "metadata": {}}
        for copy in range(factor - 1)
        for number, cell in enumerate(cells)
    ]
    data = json.dumps(notebook).encode()
    return lambda: submission.read(data)


def many_models(count):
    """A job of a sweep on one core."""
    data = torch.randn(500, 3, generator=torch.Generator().manual_seed(0))

    def job():
        with tempfile.TemporaryDirectory() as folder:
            configs = {"seed": list(range(count)), "steps": [300]}
            training.sweep(configs, data, folder, workers=1, progress=False)

    return job


def graded_class(count):
    """A job of grading a class in which everybody has solved the sheet."""
    from grading import class_run
    from grading.folders import Folders

    def job():
        with tempfile.TemporaryDirectory() as folder:
            folders = Folders(Path(folder))
            for number in range(count):
                Work.solved("sheet10").write(folders.submitted, f"student-{number}")
            class_run.grade("sheet10", folders, class_run.GradingOptions(workers=1))

    return job


#: What the test suite looks at, too.
QUICK = (
    Growth("a training step", "T_seq", 1, (25, 50, 100, 200), lambda n: training_steps(T=n)),
    Growth("a training step", "L", 1, (20, 40, 80, 160), lambda n: training_steps(L=n)),
    Growth("a training step", "B, from a full block on", 1, (16, 32, 64, 128), lambda n: training_steps(B=n)),
    Growth("exponents", "T", 1, (2000, 4000, 8000, 16_000), lambda n: exponents(T=n)),
    Growth("exponents", "L", 1, (320, 640, 1280, 2560), lambda n: exponents(T=500, L=n)),
    Growth("driven exponents", "T", 1, (20, 40, 80, 160), lambda n: driven_exponents(T=n)),
    Growth("an exponent from a series", "T", 2, (1000, 2000, 4000, 8000), neighbours),
    Growth("reading a submission", "its size", 1, (1, 2, 4, 8), reading),
)
SLOW = (
    Growth("a training step", "L, past the second cache", 1, (80, 160, 320, 640), lambda n: training_steps(L=n)),
    Growth("a training step", "M", 1, (16, 32, 64, 128), lambda n: training_steps(M=n)),
    Growth("exponents", "M, with L = 5 M", 3, (16, 32, 64, 128), lambda n: exponents(T=200, M=n, L=5 * n)),
    Growth("driven exponents, all", "H", 3, (64, 128, 256, 512), lambda n: driven_exponents(H=n)),
    Growth("driven exponents, the first 16", "H", 2, (128, 256, 512, 1024), lambda n: driven_exponents(n, 16, T=20)),
    Growth("driven exponents, H = 512", "how many", 1, (32, 64, 128, 256), lambda n: driven_exponents(512, n, T=4)),
    Growth("driven exponents", "B", 1, (4, 8, 16, 32), lambda n: driven_exponents(128, B=n)),
    Growth("a sweep", "models", 1, (2, 4, 8, 16), many_models),
)
CLASS = (Growth("grading", "students, by the clock", 1, (1, 2, 4), graded_class),)


def measured(growth, repeats, clock=time.process_time) -> np.ndarray:
    """The cost at every size.

    Args:
        growth: a `Growth`.
        repeats: how many turns.
        clock: what tells the time, in seconds.

    Returns:
        (sizes,), the least seconds of all turns.
    """
    jobs = [growth.make(size) for size in growth.sizes]
    for job in jobs:
        job()
    seconds = np.empty((repeats, len(jobs)))
    for turn in range(repeats):
        for number, job in enumerate(jobs):
            start = clock()
            job()
            seconds[turn, number] = clock() - start
    return seconds.min(axis=0)


def exponent(growth, seconds) -> float:
    """The fitted exponent.

    Args:
        growth: a `Growth`.
        seconds: from `measured`.

    Returns:
        The slope of ln(seconds) over ln(size) at the largest three sizes.
    """
    return float(np.polyfit(np.log(growth.sizes[-3:]), np.log(seconds[-3:]), 1)[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--class", dest="graded", action="store_true", help="grade classes of one, two and four, too")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print("| cost of | grows with | from | to | expected | measured |\n|---|---|---:|---:|---:|---:|")
    for growth in (*QUICK, *SLOW, *(CLASS if options.graded else ())):
        graded = growth in CLASS
        # Graders are processes of their own, whose time is not this one's.
        seconds = measured(growth, 1, time.perf_counter) if graded else measured(growth, options.repeats)
        print(
            f"| {growth.job} | {growth.size} | {growth.sizes[0]} | {growth.sizes[-1]} | {growth.expected} "
            f"| {exponent(growth, seconds):.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
