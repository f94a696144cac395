"""The cheapest map of the interval that has a cycle of a given kind, and random maps drawn around it.

The maps are those of `piecewise.draw`: f(x) = clip(sum of a_i ReLU(x - b_i)) with k units, a_i ~ N(0, sigma2 / k) and
b_i ~ U[0, 1]. For k -> infinity the slope of the sum becomes sigma times a Brownian motion, and the chance that the map
lies near a function F with F(0) = F'(0) = 0 behaves like exp(-I / sigma2), where I, the *cost* of F, is half the
integral of F''^2 (Schilder's theorem; Dembo & Zeitouni, *Large deviations techniques and applications*, section 5.2).
The cheapest F through given points is a cubic spline. A weight a_i that is drawn with the mean F''(b_i) / k, in place
of 0, gives a map near F, and the ratio of the two densities corrects for that (importance sampling: Owen, *Monte Carlo
theory, methods and examples*, chapter 9).
"""

import numpy as np

from sheet_utils import piecewise
from sheet_utils.runtime import positive_int, refuse_while_judging

#: Orders of cycles that prove chaos, by their period: a cycle t_0 < ... < t_(n-1) maps t_i to t_(image[i]). Each is the
#: order of the logistic map's first cycle of that period; up to period 6 no other order is cheaper (all were tried).
ORDERS = {
    3: (1, 2, 0),
    5: (2, 4, 3, 1, 0),
    6: (3, 5, 4, 2, 1, 0),
    7: (3, 6, 5, 4, 2, 1, 0),
    9: (4, 8, 7, 6, 5, 3, 2, 1, 0),
    10: (5, 6, 8, 9, 7, 4, 3, 2, 1, 0),
    12: (6, 7, 8, 10, 11, 9, 5, 4, 3, 2, 1, 0),
}


#: How often `minimise_over_points` may ask the function, for every point.
EVALUATIONS = 1000


def cheapest_spline(t, y) -> tuple[float, np.ndarray]:
    """The cheapest function F with F(0) = F'(0) = 0 through some points.

    F'' is the sum of c_j max(t_j - x, 0), where K c = y and K[i, j] is the integral of (t_i - x)(t_j - x) over x from 0
    to min(t_i, t_j).

    Args:
        t: (n,), increasing, all positive.
        y: (n,), the values F(t).

    Returns:
        (cost, c): half the integral of F''^2, and the coefficients (n,).

    Raises:
        RuntimeError: a student's function is being checked.
        numpy.linalg.LinAlgError: two of the points coincide.
    """
    refuse_while_judging("rare_cycles.cheapest_spline")
    t, y = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    m = np.minimum.outer(t, t)
    K = t[:, None] * t * m - (t[:, None] + t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return float(y @ c / 2), c


def cheapest_cycle(image) -> tuple[float, np.ndarray]:
    """The cheapest cycle of one order, among all positions of its points.

    Args:
        image: the order, as in `ORDERS`.

    Returns:
        (cost, t): the cost of its spline, and its points (n,), increasing to 1.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("rare_cycles.cheapest_cycle")
    image = list(image)
    t = minimise_over_points(lambda t: cheapest_spline(t, t[image])[0], len(image))
    return cheapest_spline(t, t[image])[0], t


def spline(x, t, c) -> np.ndarray:
    """The values of a spline of `cheapest_spline`.

    Args:
        x: points of [0, 1], of any shape.
        t, c: (n,) each, as there.

    Returns:
        An array of the shape of x.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("rare_cycles.spline")
    x, t = np.asarray(x, dtype=float)[..., None], np.asarray(t, dtype=float)
    m = np.minimum(x, t)
    return (x * t * m - (x + t) * m**2 / 2 + m**3 / 3) @ np.asarray(c, dtype=float)


def curvature(b, t, c, length=1.0) -> np.ndarray:
    """The second derivative of a spline of `cheapest_spline`, or of the same spline made smaller.

    The smaller one is L F(x / L): it has a cycle of the same kind, on [0, L], and costs 1 / L times as much.

    Args:
        b: points of [0, 1], of any shape.
        t, c: (n,) each, as there.
        length: L, at most 1.

    Returns:
        An array of the shape of b.
    """
    scaled = np.asarray(b, dtype=float) / length
    total, term = np.zeros_like(scaled), np.empty_like(scaled)
    # Point by point: one axis more would be six times as slow for the many biases of `draw_shifted`.
    for point, coefficient in zip(np.asarray(t, dtype=float), np.asarray(c, dtype=float), strict=True):
        np.subtract(point, scaled, out=term)
        np.maximum(term, 0.0, out=term)
        term *= coefficient
        total += term
    return total / length


def draw_shifted(rng, nets, k, sigma2, shifts, shares=(1.0,)) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random maps whose weights are shifted: a_i has the mean u(b_i) / k, where u is one of several functions.

    Args:
        rng: a NumPy random generator.
        nets, k, sigma2: as in `piecewise.draw`.
        shifts: a list of m functions u: of an array of biases, giving an array of the same shape.
        shares: (m,), how often each of them is used; their sum is 1.

    Returns:
        (a, b, u): (nets, k), (nets, k) and (m, nets, k): weights, shift included, biases, and all m functions at the
        biases.

    Raises:
        ValueError: there are not as many shares as shifts, or their sum is not 1.
    """
    if len(shares) != len(shifts) or abs(sum(shares) - 1) > 1e-9:
        raise ValueError(f"shares: expected {len(shifts)} numbers with the sum 1, one for every shift, got {shares}")
    a, b = piecewise.draw(rng, nets, k, sigma2)
    u = np.array([shift(b) for shift in shifts])
    chosen = rng.choice(len(shifts), size=nets, p=shares)
    return a + u[chosen, np.arange(nets)] / k, b, u


def mixture_log_weights(log_weights, shares) -> np.ndarray:
    """Logarithms of the weights of maps that were drawn from a mixture of laws.

    If the true density is w_j times that of law j, it is w = 1 / sum of shares_j / w_j times that of the mixture.

    Args:
        log_weights: (m, nets), the logarithms of w_j.
        shares: (m,), with the sum 1.

    Returns:
        (nets,), the logarithm of w.
    """
    terms = np.log(np.asarray(shares, dtype=float))[:, None] - np.asarray(log_weights, dtype=float)
    return -np.logaddexp.reduce(terms, axis=0)


def minimise_over_points(function, n, tolerance=1e-11) -> np.ndarray:
    """The increasing points 0 < t_1 < ... < t_n = 1 at which a function is least.

    Nelder and Mead's simplex method (*The Computer Journal* 7, 1965), on the logarithms of the ratios of the gaps, is
    restarted until it gains nothing any more or has asked the function `EVALUATIONS` times for every point. It finds a
    local minimum, starting from equal gaps.

    Args:
        function: of the points (n,), giving a number.
        n: the number of points, at least 2.
        tolerance: the simplex is small enough when the function differs by less than this, relative to its value.

    Returns:
        (n,), the points.

    Raises:
        ValueError: n is less than 2.
    """
    if positive_int("n", n) < 2:
        raise ValueError("n: the last point is 1, so there is nothing to minimise over for a single one")
    left = EVALUATIONS * n

    def points(z):
        gaps = np.ones(n)
        np.exp(z, out=gaps[:-1])
        return gaps.cumsum() / gaps.sum()

    def value(z):
        nonlocal left
        left -= 1
        try:
            result = float(function(points(z)))
        except np.linalg.LinAlgError:  # two points have met
            return np.inf
        return result if np.isfinite(result) else np.inf

    best, least = np.zeros(n - 1), np.inf
    while left > 0:
        now, best = _simplex(value, best, tolerance, lambda: left > 0)
        if least - now <= tolerance * abs(now):
            break
        least = now
    return points(best)


def _simplex(value, start, tolerance, may_go_on):
    """One run of the simplex method; returns the least value and where it is."""
    corners = [start, *(start + 0.3 * axis for axis in np.eye(len(start)))]
    values = [value(corner) for corner in corners]
    while may_go_on():
        order = np.argsort(values, kind="stable")
        corners, values = [corners[i] for i in order], [values[i] for i in order]
        if values[-1] - values[0] <= tolerance * abs(values[0]):
            break
        centre = sum(corners[:-1]) / (len(corners) - 1)
        away = centre - corners[-1]
        reflected = value(centre + away)
        if reflected < values[0]:
            expanded = value(centre + 2 * away)
            factor, new = (2, expanded) if expanded < reflected else (1, reflected)
        elif reflected < values[-2]:
            factor, new = 1, reflected
        else:
            factor = 0.5 if reflected < values[-1] else -0.5
            new = value(centre + factor * away)
            if new >= min(reflected, values[-1]):
                corners = [corners[0] + 0.5 * (corner - corners[0]) for corner in corners]
                values = [value(corner) for corner in corners]
                continue
        corners[-1], values[-1] = centre + factor * away, new
    best = int(np.argmin(values))
    return values[best], corners[best]


def wilson_interval(hits, n, z=1.96) -> tuple[float, float]:
    """Wilson's interval for a share: the shares p from which hits / n is at most z standard errors of p away.

    Brown, Cai & DasGupta, *Interval estimation for a binomial proportion*, Statistical Science 16 (2001).

    Args:
        hits: how often it happened, 0 <= hits <= n.
        n: number of trials.
        z: quantile of the normal distribution; 1.96 for 95 %.

    Returns:
        (low, high), between 0 and 1; low is 0 after no hit, and high is not.
    """
    share = hits / n
    middle, half = share + z**2 / (2 * n), z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
    return (max(float(low), 0.0) if hits else 0.0), (float(high) if hits < n else 1.0)
