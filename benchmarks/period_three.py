"""Maps per second: the exact detector of period three against a loop over maps with a grid of 1000 points.

    python -m benchmarks.period_three

Both are given the same weights. The loop evaluates each map on the whole grid at once, three times, and compares the
changes of sign of f^3(x) - x with those of f(x) - x. It is not exact: the last column counts where it is wrong.
"""

import time

import numpy as np

from sheet_utils import piecewise

GRID = (np.arange(1000) + 0.5) / 1000


def loop(a, b):
    """Which maps have period three, as a grid tells, one map after the other."""
    answers = []
    for weights, biases in zip(a, b, strict=True):
        f = lambda z, w=weights, c=biases: np.clip(np.maximum(z[:, None] - c, 0) @ w, 0, 1)
        once = f(GRID)
        thrice = f(f(once))
        changes = [np.count_nonzero(np.diff(values > GRID)) for values in (once, thrice)]
        answers.append(changes[1] > changes[0])
    return np.array(answers)


def speed(function, a, b, repeats=5):
    """Maps per second, the best of some repeats."""
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        function(a, b)
        best = min(best, time.perf_counter() - start)
    return len(a) / best


def main():
    piecewise.prepare()
    print("   k   sigma2   exact maps/s   loop maps/s   ratio   grid wrong")
    for k in (16, 64, 512):
        for sigma2 in (2.0, 10.0, 100.0, 1000.0):
            a, b = piecewise.draw(np.random.default_rng(1), 20_000 if k < 512 else 4000, k, sigma2)
            few = slice(0, 400 if k < 512 else 100)
            exact = speed(piecewise.have_period, a, b)
            grid = speed(loop, a[few], b[few], repeats=3)
            wrong = np.mean(loop(a[few], b[few]) != piecewise.have_period(a[few], b[few]))
            print(f"{k:4d} {sigma2:8g} {exact:14.0f} {grid:13.0f} {exact / grid:7.0f} {wrong:12.1%}")


if __name__ == "__main__":
    main()
