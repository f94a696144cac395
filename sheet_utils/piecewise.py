"""Piecewise-linear maps of the interval, exactly: iterates by their breakpoints, periodic points, linear regions.

A function on [0, 1] is given by its knots: x, increasing from 0 to 1, and y, its values there; in between it is
linear. What is computed has rounding errors only: there is no grid that could miss something. With numba the
loops are compiled, without it they run as they stand.

The random maps are those of Chatziafratis, Panageas, Sanford & Stavroulakis, *On scrambling phenomena for randomly
initialized recurrent networks*, NeurIPS 2022: one hidden layer of k rectified units, iterated.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sheet_utils import readiness
from sheet_utils.datasets import load_rows as load_table  # noqa: F401, the name that released notebooks use
from sheet_utils.runtime import core_count, positive_int, refuse_while_judging

try:
    from numba import njit
except ImportError:  # numba is optional
    njit = None

#: Whether the loops are compiled.
AVAILABLE = njit is not None

# A point counts as one of a lower period where it comes back to within this much. Rounding errors stay far below,
# and a random map's orbits of different periods stay far above.
SAME = 1e-9

# Maps that one thread looks at in one go.
CHUNK = 1000

# Neighbouring pieces whose slopes differ by less than this, relative to the steeper one, are one piece.
SLOPES = 1e-7


def _compiled(function):
    if njit is None:
        return function
    try:
        return njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # no folder of the cache is writable
        return njit(nogil=True, error_model="numpy")(function)


# --- Loops. -----------------------------------------------------------------------------------------


@_compiled
def _above(x, n, at):
    """The number of knots at or below a point."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if x[middle] <= at:
            low = middle + 1
        else:
            high = middle
    return low


@_compiled
def _between(x, y, n, above, at):
    """The function at a point of which is known how many knots lie at or below it, or just below it."""
    if above <= 0:
        return y[0]
    if above >= n:
        return y[n - 1]
    return y[above - 1] + (y[above] - y[above - 1]) * ((at - x[above - 1]) / (x[above] - x[above - 1]))


@_compiled
def _value(x, y, n, at):
    """The function with the first n knots of (x, y), at one point; constant outside."""
    return _between(x, y, n, _above(x, n, at), at)


@_compiled
def _knots(a, b, sorted_a, sorted_b, first, buckets, x, y):
    """Write the knots of clip(sum of a_i ReLU(x - b_i), 0, 1) on [0, 1] into x and y; returns their number."""
    k = len(a)
    # The biases are spread over [0, 1]: after a pass over k buckets little is left to sort.
    first[:] = 0
    for i in range(k):
        buckets[i] = min(max(int(b[i] * k), 0), k - 1)
        first[buckets[i] + 1] += 1
    for i in range(k):
        first[i + 1] += first[i]
    for i in range(k):
        slot = first[buckets[i]]
        sorted_a[slot], sorted_b[slot] = a[i], b[i]
        first[buckets[i]] += 1
    for i in range(1, k):
        weight, bias, j = sorted_a[i], sorted_b[i], i
        while j > 0 and sorted_b[j - 1] > bias:
            sorted_a[j], sorted_b[j] = sorted_a[j - 1], sorted_b[j - 1]
            j -= 1
        sorted_a[j], sorted_b[j] = weight, bias
    at, value, slope, i = 0.0, 0.0, 0.0, 0
    while i < k and sorted_b[i] <= 0.0:
        value -= sorted_a[i] * sorted_b[i]
        slope += sorted_a[i]
        i += 1
    x[0], y[0], n = 0.0, min(max(value, 0.0), 1.0), 1
    while at < 1.0:
        there = sorted_b[i] if i < k and sorted_b[i] < 1.0 else 1.0
        new = value + slope * (there - at)
        # Where the sum leaves or enters [0, 1] there is a knot as well.
        for turn in range(2):
            limit = float(turn) if new > value else 1.0 - turn
            if (value < limit < new or new < limit < value) and slope != 0.0:
                crossing = at + (limit - value) / slope
                if x[n - 1] < crossing < there:
                    x[n], y[n] = crossing, limit
                    n += 1
        if there > x[n - 1]:
            x[n], y[n] = there, min(max(new, 0.0), 1.0)
            n += 1
        at, value = there, new
        while i < k and sorted_b[i] <= at:
            slope += sorted_a[i]
            i += 1
    return n


@_compiled
def _core(x, y, n, low, high):
    """The image of [low, high], whether the function rises or falls, and whether a slope is 1 or more there."""
    i = _above(x, n, low)
    at, value = low, _value(x, y, n, low)
    least, most, rises, falls, steep = value, value, False, False, False
    while at < high:
        there = x[i] if i < n and x[i] < high else high
        new = y[i] if i < n and x[i] < high else _value(x, y, n, high)
        rises, falls = rises or new > value, falls or new < value
        # A slope of exactly 1 counts, but for rounding: 1 - x has points of period two.
        steep = steep or abs(new - value) > (there - at) * (1.0 - SAME)
        least, most = min(least, new), max(most, new)
        at, value, i = there, new, i + 1
    return least, most, rises, falls, steep


@_compiled
def _returns_early(x, y, n, at, p):
    """Whether a point comes back to itself after a number of steps that divides p and is less."""
    now = at
    for step in range(1, p):
        now = _value(x, y, n, now)
        if p % step == 0 and abs(now - at) < SAME:
            return True
    return False


@_compiled
def _search(x, y, n, p, roots, stack, steps):
    """Write points of least period p into roots, until it is full; returns their number.

    Pieces of the interval are followed for p steps, cut wherever they run over a knot, so that f^p is linear on
    each. What is left to do lies on a stack: both ends of a piece, their images so far, and the steps made.
    """
    low, high = 0.0, 1.0
    for _ in range(40):  # periodic points lie in every image of the interval
        least, greatest, rises, falls, steep = _core(x, y, n, low, high)
        if p > 1 and (not falls or not steep) or p > 2 and not rises:
            return 0  # maps that rise have the period 1 only, maps that fall 1 and 2, and so have contractions
        if least <= low + 0.01 * (high - low) and greatest >= high - 0.01 * (high - low):
            break
        low, high = max(low, least), min(high, greatest)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = low, high, low, high
    steps[0] = 0
    top, count = 1, 0
    while top > 0:
        top -= 1
        x0, x1, y0, y1, made = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3], steps[top] + 1
        rising = y1 >= y0
        # From right to left, so that the stack gives the pieces back from left to right.
        above = _above(x, n, y1)
        at, image = x1, _between(x, y, n, above, y1)
        i = above - 1
        if rising:
            while i >= 0 and x[i] >= y1:
                i -= 1
        else:
            i += 1
        while True:
            last = i < 0 or i >= n or (x[i] <= y0 if rising else x[i] >= y0)
            if last:
                cut, value = x0, _between(x, y, n, i + 1 if rising else i, y0)
            else:
                cut, value = x0 + (x1 - x0) * ((x[i] - y0) / (y1 - y0)), y[i]
            if cut < at or (last and at == x1):
                if made < p:
                    stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3] = cut, at, value, image
                    steps[top] = made
                    top += 1
                elif (value - cut) * (image - at) <= 0.0:
                    d0, d1 = value - cut, image - at
                    # Where every point comes back, not the middle: that may be a fixed point of f, as for f = 1 - x.
                    root = cut + (at - cut) * (d0 / (d0 - d1) if d0 != d1 else 0.38)
                    if not _returns_early(x, y, n, root, p):
                        roots[count] = root
                        count += 1
                        if count == len(roots):
                            return count
                at, image = cut, value
            if last:
                break
            i += -1 if rising else 1
    return count


@_compiled
def _have_period(a, b, p, answers):
    """Whether each of many maps has a point of least period p."""
    nets, k = a.shape
    sorted_a, sorted_b, x, y = np.empty(k), np.empty(k), np.empty(3 * k + 4), np.empty(3 * k + 4)
    first, buckets = np.empty(k + 1, dtype=np.int64), np.empty(k, dtype=np.int64)
    size = (p + 1) * (len(x) + 2)
    roots, stack, steps = np.empty(1), np.empty((size, 4)), np.empty(size, dtype=np.int64)
    for i in range(nets):
        n = _knots(a[i], b[i], sorted_a, sorted_b, first, buckets, x, y)
        answers[i] = _search(x, y, n, p, roots, stack, steps) > 0


@_compiled
def _cuts(y, levels, x, new_x, new_level):
    """Where a function with knots (x, y) crosses levels between its knots; returns how many knots there are then.

    With new_x empty the knots are only counted. new_level is the level at a crossing, and -1 at an old knot.
    """
    n = 0
    for i in range(len(x)):
        if len(new_x):
            new_x[n], new_level[n] = x[i], -1
        n += 1
        if i + 1 == len(x):
            break
        rising = y[i + 1] > y[i]
        j = _above(levels, len(levels), y[i]) if rising else _above(levels, len(levels), y[i]) - 1
        while not rising and j >= 0 and levels[j] >= y[i]:
            j -= 1
        while 0 <= j < len(levels) and (levels[j] < y[i + 1] if rising else levels[j] > y[i + 1]):
            cut = x[i] + (x[i + 1] - x[i]) * ((levels[j] - y[i]) / (y[i + 1] - y[i]))
            if len(new_x):
                new_x[n], new_level[n] = cut, j
            n += 1
            j += 1 if rising else -1
    return n


@_compiled
def _regions(x, y):
    """The number of pieces, less one for every knot at which the slope stays the same."""
    n, before = 0, np.inf
    for i in range(1, len(x)):
        slope = (y[i] - y[i - 1]) / (x[i] - x[i - 1])
        if i == 1 or abs(slope - before) > SLOPES * max(abs(slope), abs(before)):
            n += 1
        before = slope
    return n


# --- Random maps. -----------------------------------------------------------------------------------


def draw(rng, nets, k, sigma2) -> tuple[np.ndarray, np.ndarray]:
    """Weights of random maps f(x) = clip(sum over i of a_i ReLU(x - b_i), 0, 1).

    Args:
        rng: a NumPy random generator.
        nets: how many.
        k: rectified units of each.
        sigma2: k times the variance of a weight; 2 is He's initialisation.

    Returns:
        a, b: (nets, k) each; a_i ~ N(0, sigma2 / k), b_i ~ U[0, 1].
    """
    nets, k = positive_int("nets", nets), positive_int("k", k)
    return rng.normal(size=(nets, k)) * np.sqrt(sigma2 / k), rng.uniform(size=(nets, k))


def knots(a, b) -> tuple[np.ndarray, np.ndarray]:
    """The knots of one map f(x) = clip(sum over i of a_i ReLU(x - b_i), 0, 1) on [0, 1].

    Args:
        a, b: (k,), its weights and biases.

    Returns:
        x, y: (K,) each, x increasing from 0 to 1 and y = f(x).

    Raises:
        ValueError: a or b is not finite, or not of one shape (k,).
    """
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if a.ndim != 1 or a.shape != b.shape or len(a) == 0 or not np.isfinite([a, b]).all():
        raise ValueError(f"a, b: expected finite numbers of one shape (k,), got {a.shape} and {b.shape}")
    k = len(a)
    x, y = np.empty(3 * k + 4), np.empty(3 * k + 4)
    n = _knots(a, b, np.empty(k), np.empty(k), np.empty(k + 1, np.int64), np.empty(k, np.int64), x, y)
    return x[:n].copy(), y[:n].copy()


def have_period(a, b, p=3) -> np.ndarray:
    """Which of many maps have a point of least period p, exactly.

    Args:
        a, b: (nets, k), weights and biases.
        p: the period, at least 1.

    Returns:
        (nets,), bool.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: a and b have different shapes, or no axis of networks.
    """
    refuse_while_judging("piecewise.have_period")
    a, b = np.ascontiguousarray(a, dtype=float), np.ascontiguousarray(b, dtype=float)
    if a.ndim != 2 or a.shape != b.shape:
        raise ValueError(f"a, b: expected one shape (nets, k), got {a.shape} and {b.shape}")
    p, answers = positive_int("p", p), np.zeros(len(a), dtype=np.bool_)
    parts = [slice(start, start + CHUNK) for start in range(0, len(a), CHUNK)]
    if not AVAILABLE or len(parts) < 2:
        _have_period(a, b, p, answers)
        return answers
    with ThreadPoolExecutor(core_count()) as pool:  # the compiled loop lets go of Python's lock
        list(pool.map(lambda part: _have_period(a[part], b[part], p, answers[part]), parts))
    return answers


def have_period_on_grid(a, b, p=3, points=1000) -> np.ndarray:
    """What a grid says of many maps: whether f^p - x has more changes of sign on it than f - x; p is a prime.

    Beside `have_period` it shows what a grid misses.

    Args:
        a, b: (nets, k), weights and biases.
        p: the period, a prime.
        points: of the grid.

    Returns:
        (nets,), bool.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("piecewise.have_period_on_grid")
    grid, answers = (np.arange(points) + 0.5) / points, []
    for one in zip(a, b, strict=True):
        once = values = np.interp(grid, *knots(*one))
        for _ in range(p - 1):
            values = np.interp(values, *knots(*one))
        zeros = [np.sum((z[1:] > grid[1:]) != (z[:-1] > grid[:-1])) for z in (once, values)]
        answers.append(zeros[1] > zeros[0])
    return np.array(answers)


def pair_of_orbits(a, b, z0, T, clip=True) -> np.ndarray:
    """Orbits of f(z) = sum over i of a_i ReLU(z - b_i), as they are or clipped to [0, 1] (Definition 2.3 of the paper).

    Args:
        a, b: (k,), weights and biases.
        z0: (B,), the initial states.
        T: steps.
        clip: whether the sum is clipped in every step.

    Returns:
        (T + 1, B), with z0 in the first row.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("piecewise.pair_of_orbits")
    rows = [np.asarray(z0, dtype=float)]
    for _ in range(T):
        total = np.maximum(rows[-1][:, None] - b, 0.0) @ a
        rows.append(np.clip(total, 0.0, 1.0) if clip else total)
    return np.array(rows)


# --- Single maps, by their knots. -------------------------------------------------------------------


def _checked(x, y):
    x, y = np.ascontiguousarray(x, dtype=float), np.ascontiguousarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or len(x) < 2 or not (np.diff(x) > 0).all() or not np.isfinite(y).all():
        raise ValueError("x, y: expected knots: x increasing, y finite, both of one shape (K,) with K >= 2")
    return x, y


def _through(x, y, levels, function):
    """The knots of function(f(x)), where `function` bends at `levels`, sorted, and nowhere else."""
    nothing = np.empty(0)
    size = _cuts(y, levels, x, nothing, np.empty(0, dtype=np.int64))
    new_x, level = np.empty(size), np.empty(size, dtype=np.int64)
    _cuts(y, levels, x, new_x, level)
    old = level < 0
    values = np.empty(size)
    values[old] = y
    values[~old] = levels[level[~old]]
    # Crossings may round onto a neighbour.
    keep = np.concatenate([[True], np.diff(new_x) > 0])
    keep[-1] = True
    return new_x[keep], function(values[keep])


def iterate(x, y, n) -> tuple[np.ndarray, np.ndarray]:
    """The knots of f^n = f(f(...)), for a map of [0, 1] into itself.

    Args:
        x, y: its knots.
        n: how many times it is applied, at least 1.

    Returns:
        (x, y): (K',) each, the knots of f^n.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.iterate")
    fx, fy = _checked(x, y)
    X, Y = fx, fy
    for _ in range(positive_int("n", n) - 1):
        X, Y = compose(fx, fy, X, Y)
    return X, Y


def compose(fx, fy, gx, gy) -> tuple[np.ndarray, np.ndarray]:
    """The knots of f(g(x)).

    Args:
        fx, fy: (K,) each, the knots of f; outside of them it is constant.
        gx, gy: (L,) each, the knots of g.

    Returns:
        (x, y): (M,) each, the knots of f(g(x)).

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: fx or gx does not increase, values are not finite, or shapes differ.
    """
    refuse_while_judging("piecewise.compose")
    (fx, fy), (gx, gy) = _checked(fx, fy), _checked(gx, gy)
    return _through(gx, gy, fx, lambda values: np.interp(values, fx, fy))


def layer(x, y, w, b, a) -> tuple[np.ndarray, np.ndarray]:
    """The knots of sum over j of a_j ReLU(w_j f(x) + b_j): one more layer on top of f.

    Args:
        x, y: (K,) each, the knots of f; y may be any numbers.
        w, b, a: (k,), the layer's weights in, biases and weights out.

    Returns:
        (x, y): (K',) each, the knots of the sum.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.layer")
    x, y = _checked(x, y)
    w, b, a = (np.asarray(values, dtype=float) for values in (w, b, a))
    bends = np.unique(-b[w != 0] / w[w != 0])
    return _through(x, y, bends, lambda values: np.maximum(np.multiply.outer(values, w) + b, 0.0) @ a)


def periodic_points(x, y, p) -> np.ndarray:
    """The points of least period p of a map of [0, 1] into itself, sorted.

    Of an interval full of them, one is given for every piece of f^p.

    Args:
        x, y: (K,) each, the knots of f.
        p: the period, at least 1.

    Returns:
        (points,), increasing.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.periodic_points")
    (x, y), p = _checked(x, y), positive_int("p", p)
    size = (p + 1) * (len(x) + 2)
    stack, steps, room, count = np.empty((size, 4)), np.empty(size, dtype=np.int64), 64, 64
    while count == room:
        room *= 8
        roots = np.empty(room)
        count = _search(x, y, len(x), p, roots, stack, steps)
    points = np.sort(roots[:count])
    # A root at a knot is found from both sides.
    return points[np.diff(points, prepend=-1.0) > SAME]


def periods(x, y, up_to) -> list[int]:
    """The least periods, from 1 to a largest one, that a map of [0, 1] into itself has.

    Args:
        x, y: (K,) each, the knots of f.
        up_to: the largest period that is looked for, at least 1.

    Returns:
        The periods, increasing.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.periods")
    (x, y), up_to = _checked(x, y), positive_int("up_to", up_to)
    size = (up_to + 1) * (len(x) + 2)
    roots, stack, steps = np.empty(1), np.empty((size, 4)), np.empty(size, dtype=np.int64)
    return [p for p in range(1, up_to + 1) if _search(x, y, len(x), p, roots, stack, steps)]


def linear_regions(x, y) -> int:
    """The number of intervals on which the function is linear, as large as they can be.

    Args:
        x, y: (K,) each, the knots of f.

    Returns:
        Their number, at least 1.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.linear_regions")
    x, y = _checked(x, y)
    return _regions(x, y)


def laps(x, y) -> int:
    """The number of intervals on which the function rises, falls or stays, as large as they can be.

    Args:
        x, y: (K,) each, the knots of f.

    Returns:
        Their number, at least 1.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: x does not increase, y is not finite, or their shapes differ.
    """
    refuse_while_judging("piecewise.laps")
    x, y = _checked(x, y)
    return 1 + int(np.count_nonzero(np.diff(np.sign(np.diff(y)))))


def prepare() -> None:
    """Compile the loops, or load them from disk; the bar of a notebook's first cell says so."""
    if not AVAILABLE:
        print("numba is not installed: everything runs, slower.")
        return
    readiness.step(readiness.ENGINE, "compiling the maps, the first time only")
    have_period(*draw(np.random.default_rng(0), 1, 2, 2.0))
    x, y = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0])
    iterate(x, y, 2)
    periodic_points(x, y, 1)
