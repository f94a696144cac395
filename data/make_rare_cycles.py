"""Make rare_cycles.csv: how likely a cycle is where counting finds none, by importance sampling.

Run it as `python data/make_rare_cycles.py`; under a minute on two cores. The maps are those of period_three.csv: k
units, weights a_i ~ N(0, sigma2 / k), biases b_i ~ U[0, 1]. `sheet_utils/rare_cycles.py` has the theory for k to
infinity, and notebook 3 of sheet 12 a simpler sampler.

At finite k a map is a sum of k independent terms a_i ReLU(x - b_i), and the cheapest way to make it pass through the
points of a cycle also moves the *biases*, to where the function bends. This is Cramer's theorem: with phi(b) the vector
of max(t_j - b, 0), weights and biases are drawn from the density exp(a v(b)) / Z times the true one, where v is the sum
of theta_j phi_j and theta is such that the sum of the terms has the mean y. That is: b from a density proportional to
exp(sigma2 v(b)^2 / (2k)), and then a from N(sigma2 v(b) / k, sigma2 / k). The cost at this width, `cost_k`, is sigma2
times the rate of Cramer's theorem at the best points t; it grows to `cost`, the limit, as k grows.

Maps are drawn from a mixture of such laws for the same cycle on [0, L], for several L, and of the true law itself,
which bounds the weight of a map by 1 / NOMINAL.
"""

import numpy as np
from sheet_utils.data.recording import write_table

from sheet_utils import piecewise, rare_cycles

NETS = {16: 400_000, 64: 200_000, 512: 40_000}
VARIANCES = (2, 3, 5, 10, 20, 50)
#: Pairs of a width and a period.
JOBS = [(16, 3), (64, 3), (512, 3), (64, 5), (64, 6)]
LENGTHS = (1.0, 0.75, 0.55)
NOMINAL = 0.1
SEED = 7
CHUNK = 10_000
CELLS = 4096
GRID = (np.arange(CELLS) + 0.5) / CELLS


class Tilted:
    """The law of a and b under which a map of width k passes through given points on average.

    Attributes:
        rate: of Cramer's theorem: the chance of such a map is about exp(-rate).
    """

    def __init__(self, t, y, k, sigma2):
        self.t, self.k, self.sigma2 = np.asarray(t), k, sigma2
        self.theta, self.rate = self._solve(np.asarray(y))
        exponent = sigma2 / (2 * k) * (self._phi(GRID) @ self.theta) ** 2
        self.log_density = exponent - exponent.max()
        self.log_density -= np.log(np.exp(self.log_density).mean())
        self.distribution = np.append(0.0, np.cumsum(np.exp(self.log_density))) / CELLS

    def _phi(self, b):
        return np.maximum(self.t - np.asarray(b)[..., None], 0.0)

    def _solve(self, y):
        """Newton's method for the theta at which theta' y - k Lambda(theta) is greatest."""
        phi, scale = self._phi(GRID), self.sigma2 / self.k

        def free_energy(theta):
            exponent = scale / 2 * (phi @ theta) ** 2
            return self.k * (exponent.max() + np.log(np.exp(exponent - exponent.max()).mean()))

        theta = rare_cycles.cheapest_spline(self.t, y)[1] / self.sigma2
        for _ in range(100):
            v = phi @ theta
            p = np.exp(scale / 2 * (v**2 - (v**2).max()))
            p /= p.sum()
            slope = scale * v[:, None] * phi
            mean = p @ slope
            second = self.k * (scale * (phi.T * p) @ phi + (slope.T * p) @ slope - np.outer(mean, mean))
            step = np.linalg.solve(second, self.k * mean - y)
            before, factor = free_energy(theta) - theta @ y, 1.0
            while free_energy(theta - factor * step) - (theta - factor * step) @ y > before and factor > 1e-6:
                factor /= 2
            theta = theta - factor * step
            if np.abs(step).max() < 1e-9 * np.abs(theta).max():
                break
        return theta, float(theta @ y - free_energy(theta))

    def draw(self, rng, nets):
        """(a, b), each (nets, k)."""
        b = np.interp(rng.uniform(size=(nets, self.k)), self.distribution, np.arange(CELLS + 1) / CELLS)
        mean = self.sigma2 / self.k * (self._phi(b) @ self.theta)
        return mean + rng.normal(size=b.shape) * np.sqrt(self.sigma2 / self.k), b

    def log_weights(self, a, b):
        """The logarithm of the true density over this one, (nets,)."""
        v = self._phi(b) @ self.theta
        cell = np.minimum((b * CELLS).astype(int), CELLS - 1)
        return (self.sigma2 / (2 * self.k) * v**2 - a * v - self.log_density[cell]).sum(axis=1)


def tilted_laws(k, sigma2, period):
    """(laws, shares, cost, cost_k): the laws of the mixture without the nominal one, and how often each is used."""
    image, n = list(rare_cycles.ORDERS[period]), period
    cost, limit = rare_cycles.cheapest_cycle(image)
    # The best points at width k are sought from those of the limit on, by their distances from these.
    t = rare_cycles.minimise_over_points(lambda t: Tilted(t, t[image], k, sigma2).rate, n, tolerance=1e-7)
    t = min((t, limit), key=lambda t: Tilted(t, t[image], k, sigma2).rate)
    laws = [Tilted(length * t, length * t[image], k, sigma2) for length in LENGTHS]
    rates = np.array([law.rate for law in laws])
    shares = np.exp(-(rates - rates[0]) / 2)
    return laws, (1 - NOMINAL) * shares / shares.sum(), cost, sigma2 * rates[0]


def row(k, sigma2, period):
    """The chance of a cycle at one width and variance, with its standard error."""
    laws, shares, cost, cost_k = tilted_laws(k, sigma2, period)
    rng, weights = np.random.default_rng([SEED, k, sigma2, period]), []
    for _ in range(NETS[k] // CHUNK):
        numbers = rng.multinomial(CHUNK, [*shares, NOMINAL])
        parts = [law.draw(rng, number) for law, number in zip(laws, numbers, strict=False)]
        parts.append(piecewise.draw(rng, numbers[-1], k, sigma2) if numbers[-1] else parts[0])
        a, b = (np.concatenate(part)[:CHUNK] for part in zip(*parts, strict=True))
        ratios = [*(law.log_weights(a, b) for law in laws), np.zeros(CHUNK)]
        log_weights = rare_cycles.mixture_log_weights(ratios, [*shares, NOMINAL])
        weights.append(np.where(piecewise.have_period(a, b, period), np.exp(log_weights), 0.0))
    weights = np.concatenate(weights)
    return {
        "k": k, "sigma2": sigma2, "period": period, "nets": len(weights), "hits": int(np.count_nonzero(weights)),
        "chance": f"{weights.mean():.3e}", "error": f"{weights.std(ddof=1) / np.sqrt(len(weights)):.1e}",
        "effective": f"{weights.sum() ** 2 / (weights**2).sum():.0f}", "cost": f"{cost:.4f}", "cost_k": f"{cost_k:.3f}",
    }  # fmt: skip


def main():
    write_table("rare_cycles.csv", [row(k, sigma2, period) for k, period in JOBS for sigma2 in VARIANCES])


if __name__ == "__main__":
    main()
