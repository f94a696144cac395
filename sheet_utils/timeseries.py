"""The largest Lyapunov exponent from a series alone: how fast nearest neighbours diverge.

Rosenstein, Collins & De Luca, *A practical method for calculating largest Lyapunov exponents from small data sets*,
Physica D 65 (1993); Kantz, *A robust method to estimate the maximal Lyapunov exponent of a time series*, Physics
Letters A 185 (1994).
"""

import numpy as np

from sheet_utils.runtime import positive_int, refuse_while_judging

#: Rows of a distance matrix that are formed at once.
CHUNK = 200

#: A series whose nearest neighbours stay this close, relative to its standard deviation, repeats itself.
REPEATS = 1e-9


def divergence(X: np.ndarray, theiler: int, horizon: int, references: int | None = None) -> np.ndarray:
    """The mean logarithm of the distance of nearest neighbours, 0, 1, ... `horizon` steps later.

    Args:
        X: (T, D), states or delay vectors in the order of time.
        theiler: neighbours must be more than so many steps apart in time.
        horizon: K, the number of steps that pairs are followed.
        references: how many rows, evenly spread, a neighbour is sought for; None for all of them.

    Returns:
        (K + 1,), natural logarithms. Pairs at distance 0 are left out.

    Raises:
        ValueError: X has another shape, is not finite, is too short for one pair, or is constant or periodic.
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("timeseries.divergence")
    X = np.asarray(X, dtype=float)
    theiler, horizon = positive_int("theiler", theiler, least=0), positive_int("horizon", horizon, least=0)
    if X.ndim != 2 or not np.isfinite(X).all():
        raise ValueError(f"X: expected finite numbers of shape (T, D), got shape {X.shape}")
    last = len(X) - horizon
    if last < 2 * theiler + 2:
        raise ValueError(f"X: {len(X)} rows are too few for theiler = {theiler} and horizon = {horizon}")
    resolution = 8 * np.finfo(float).eps * np.abs(X).max()
    X = X - X.mean(axis=0)  # squares of a large mean would swamp the distances
    rows = np.arange(last) if references is None else np.linspace(0, last - 1, min(references, last)).astype(int)
    squares = (X[:last] ** 2).sum(axis=1)  # (last,)
    near = np.empty_like(rows)
    for at in range(0, len(rows), CHUNK):
        some = rows[at : at + CHUNK]
        # (CHUNK, last), squared distances less what is the same for all neighbours of one row
        distances = squares - 2 * X[some] @ X[:last].T
        distances[np.abs(some[:, None] - np.arange(last)) <= theiler] = np.inf
        near[at : at + CHUNK] = distances.argmin(axis=1)
    apart = np.array([np.linalg.norm(X[rows + k] - X[near + k], axis=1) for k in range(horizon + 1)])  # (K + 1, rows)
    if apart.max() <= max(REPEATS * X.std(), resolution) or not (apart > 0).any(axis=1).all():
        raise ValueError("X: the series is constant or periodic, so nearest neighbours coincide and never diverge")
    return np.array([np.log(d[d > 0]).mean() for d in apart])


def slope(curve: np.ndarray, first: int, last: int) -> float:
    """The least-squares slope of a curve between two steps, both of them included.

    Args:
        curve: (K + 1,), such as from `divergence`.
        first, last: indices of the curve.

    Returns:
        The slope; for a divergence, in nats per step.
    """
    steps = np.arange(first, last + 1)
    return float(np.polyfit(steps, np.asarray(curve, dtype=float)[first : last + 1], 1)[0])
