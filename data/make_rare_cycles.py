"""Make rare_cycles.csv: how likely a three-cycle is where counting finds none, by importance sampling.

Run it as `python data/make_rare_cycles.py`; about a minute. The maps are those of period_three.csv: k units, weights
a_i ~ N(0, sigma2 / k), biases b_i ~ U[0, 1].

The likeliest way to a three-cycle p -> q -> 1 -> p is the function f with f(0) = f'(0) = 0, f(p) = q, f(q) = 1 and
f(1) = p whose cost, half the integral of f''^2, is least: a cubic spline. With K(s, t) the integral of
(s - r)(t - r) over r from 0 to min(s, t), its cost is y' K^-1 y / 2 and its second derivative u(b) is the sum of
c_j max(t_j - b, 0) with c = K^-1 y. Minimised over p and q, the cost I is the slope of -ln P over 1 / sigma2.

A weight is then drawn with the mean u(b_i) / k instead of 0, which gives about one map in ten a three-cycle at every
sigma2. Each such map counts with the ratio of the two densities, exp(sum of u_i^2 / (2 k sigma2) - a_i u_i / sigma2).
"""

import numpy as np
from sheet_utils.data.recording import write_table

from sheet_utils import piecewise

NETS = {64: 400_000, 512: 100_000}
VARIANCES = (2, 3, 5, 10, 20, 50)
SEED = 7
CHUNK = 10_000


def kernel(t):
    """K at all pairs of the points t, (n,): an array (n, n)."""
    s, t = t[:, None], t[None, :]
    m = np.minimum(s, t)
    return s * t * m - (s + t) * m**2 / 2 + m**3 / 3


def cost(p, q):
    """The cost of the spline through (p, q), (q, 1) and (1, p)."""
    values = np.array([q, 1.0, p])
    return float(values @ np.linalg.solve(kernel(np.array([p, q, 1.0])), values) / 2)


def cheapest():
    """(I, p, q): the least cost over 0 < p < q < 1, by a grid that is refined around its best point."""
    p, q, step = 0.5, 0.75, 0.1
    while step > 1e-9:
        around = [(p + i * step, q + j * step) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        best = min((point for point in around if 0 < point[0] < point[1] < 1), key=lambda point: cost(*point))
        if best == (p, q):
            step /= 2
        p, q = best
    return cost(p, q), p, q


def row(k, sigma2, least, p, q):
    """The chance of a three-cycle at one width and variance, with its standard error."""
    t = np.array([p, q, 1.0])
    c = np.linalg.solve(kernel(t), np.array([q, 1.0, p]))
    rng, ratios = np.random.default_rng([SEED, k, sigma2]), []
    for _ in range(NETS[k] // CHUNK):
        a, b = piecewise.draw(rng, CHUNK, k, sigma2)
        u = np.maximum(t - b[..., None], 0) @ c
        a += u / k
        hits = piecewise.have_period(a, b, 3)
        ratios.append(np.where(hits, np.exp((u**2 / (2 * k) - a * u).sum(axis=1) / sigma2), 0.0))
    ratios = np.concatenate(ratios)
    return {
        "k": k, "sigma2": sigma2, "nets": len(ratios), "chance": f"{ratios.mean():.3e}",
        "error": f"{ratios.std(ddof=1) / np.sqrt(len(ratios)):.1e}", "cost": f"{least:.4f}",
    }  # fmt: skip


def main():
    least = cheapest()
    write_table("rare_cycles.csv", [row(k, sigma2, *least) for k in NETS for sigma2 in VARIANCES])


if __name__ == "__main__":
    main()
