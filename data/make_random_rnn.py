"""Make random_rnn.csv: the largest exponent of random tanh networks h' = tanh(W h) over gain and width.

Run it as `python data/make_random_rnn.py`; some minutes. W has independent entries of variance gain^2 / N. Every
row holds the median and the quartiles over `draws` networks, in nats per step; on
another machine the last digits differ, since the orbits are chaotic.
"""

import numpy as np
import torch
from sheet_utils.data.recording import write_table
from torch.func import jvp

WIDTHS = (25, 100, 400)
GAINS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0)
DRAWS, STEPS, TRANSIENT = 20, 1500, 300
SEED = 13


def exponent(W, rng):
    """The largest exponent along one orbit: a tangent vector is carried along and brought back to length one."""
    W, total = torch.from_numpy(W), 0.0
    h, v = torch.from_numpy(rng.normal(size=len(W))), torch.from_numpy(rng.normal(size=len(W)))
    for t in range(TRANSIENT + STEPS):
        h, v = jvp(lambda h: torch.tanh(W @ h), (h,), (v,))
        size = torch.linalg.norm(v)
        v = v / size
        if t >= TRANSIENT:
            total += float(torch.log(size))
    return total / STEPS


def rows():
    for N in WIDTHS:
        for gain in GAINS:
            rng = np.random.default_rng([SEED, N, round(100 * gain)])
            found = [exponent(rng.normal(size=(N, N)) * gain / np.sqrt(N), rng) for _ in range(DRAWS)]
            low, middle, high = np.quantile(found, [0.25, 0.5, 0.75])
            numbers = {"low": f"{low:.5f}", "median": f"{middle:.5f}", "high": f"{high:.5f}"}
            yield {"N": N, "gain": gain, "draws": DRAWS, **numbers}


def main():
    torch.set_num_threads(1)
    write_table("random_rnn.csv", list(rows()))


if __name__ == "__main__":
    main()
