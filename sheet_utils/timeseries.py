"""The largest Lyapunov exponent from a series alone: how fast nearest neighbours part.

Rosenstein, Collins & De Luca, *A practical method for calculating largest Lyapunov exponents from small data sets*,
Physica D 65 (1993); Kantz, Physics Letters A 185 (1994).
"""

import numpy as np

from sheet_utils.runtime import positive_int, refuse_while_judging

#: Rows of a distance matrix that are formed at once.
CHUNK = 200


def divergence(X, theiler, horizon, references=None):
    """The mean logarithm of the distance of nearest neighbours, 0, 1, ... `horizon` steps later.

    Args:
        X: (T, D), states or delay vectors in the order of time.
        theiler: neighbours must be more than so many steps apart in time.
        horizon: K, the number of steps that pairs are followed.
        references: how many rows, evenly spread, a neighbour is sought for; None for all of them.

    Returns:
        (K + 1,), natural logarithms. Pairs at distance 0 are left out.

    Raises:
        ValueError: X has another shape, is not finite, or is too short for one pair.
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
    rows = np.arange(last) if references is None else np.linspace(0, last - 1, min(references, last)).astype(int)
    squares = (X[:last] ** 2).sum(axis=1)
    near = np.empty_like(rows)
    for at in range(0, len(rows), CHUNK):
        some = rows[at : at + CHUNK]
        distances = squares - 2 * X[some] @ X[:last].T  # squared, less what is the same for all neighbours of one row
        distances[np.abs(some[:, None] - np.arange(last)) <= theiler] = np.inf
        near[at : at + CHUNK] = distances.argmin(axis=1)
    apart = [np.linalg.norm(X[rows + k] - X[near + k], axis=1) for k in range(horizon + 1)]
    return np.array([np.log(d[d > 0]).mean() for d in apart])


def slope(curve, first, last):
    """The least-squares slope of a curve between two steps, both of them included: for a divergence, nats per step."""
    steps = np.arange(first, last + 1)
    return float(np.polyfit(steps, np.asarray(curve, dtype=float)[first : last + 1], 1)[0])
