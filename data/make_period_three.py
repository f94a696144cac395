"""Make period_three.csv: how many random maps have points of period 2, and of periods that prove Li-Yorke chaos.

Run it as `python data/make_period_three.py`; some minutes. Every row says how many of `nets` maps, of k units with
weights of variance sigma2 / k, have a point of least period `period`, exactly (`piecewise.have_period`). All periods
of one row's maps are asked of the same maps. The rows of the regime "low" have sigma2 = 1 / (4 ln k).
"""

import numpy as np
from sheet_utils.data.recording import write_table

from sheet_utils import piecewise

NETS = 32_000
WIDTHS = (16, 64, 512)
VARIANCES = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
PERIODS = (2, 3, 5, 6)
SEED = 12


def rows():
    """The table, row by row; each has random numbers of its own, so that one can be made again alone."""
    for k in WIDTHS:
        for regime, sigma2 in [("low", 1 / (4 * np.log(k))), *(("fixed", float(s)) for s in VARIANCES)]:
            a, b = draw(k, sigma2, NETS)
            for period in PERIODS:
                hits = int(piecewise.have_period(a, b, period).sum())
                yield {
                    "k": k, "regime": regime, "sigma2": f"{sigma2:.10g}", "period": period,
                    "nets": NETS, "hits": hits,
                }  # fmt: skip


def draw(k, sigma2, nets):
    """The maps of a row."""
    return piecewise.draw(np.random.default_rng([SEED, k, round(1000 * sigma2)]), nets, k, sigma2)


def main():
    write_table("period_three.csv", list(rows()))


if __name__ == "__main__":
    main()
