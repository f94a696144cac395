"""Pictures of maps of the interval and of random networks: graphs, laps, orbits that diverge."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    GREEN,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    new_figure,
    numbers_or_none,
)


def _unit_square(ax, title=None, xlabel="$x$", ylabel=None):
    ax.plot([0, 1], [0, 1], color=MARK, linewidth=1)
    ax.set(xlim=(0, 1), ylim=(-0.02, 1.02), aspect="equal", title=title, xlabel=xlabel, ylabel=ylabel)


def return_maps(curves, points=None, reference=None, titles=None, bases=None, label="reference") -> list[Axes]:
    """Graphs of maps of [0, 1], side by side, over the diagonal.

    Args:
        curves: a list of pairs (x, y), one per panel.
        points: a list of arrays of x to be marked on the diagonal, or None.
        reference: the same, the reference result, drawn as rings.
        titles: the panels' names.
        bases: a list of pairs (x, y), thin curves behind, or None.
        label: what the rings are.

    Returns:
        The list of Axes, one per panel.
    """
    _, axes = new_figure(1, len(curves), width=min(4.0 * len(curves), 11), height=3.9 if len(curves) < 3 else 3.6)
    axes = list(np.atleast_1d(axes))
    for i, ax in enumerate(axes):
        _unit_square(ax, titles[i] if titles else None)
        if bases is not None:
            ax.plot(*bases[i], ":", color=MODEL, linewidth=1.2, label="$f$")
        ax.plot(*curves[i], color=DATA, linewidth=1.2)
        marked = None if points is None else numbers_or_none(points[i], 1)
        if marked is not None:
            ax.plot(marked, marked, "o", color=YOURS, markersize=7, label="yours")
        if reference is not None and len(reference[i]):
            ring = {"markersize": 10, "markerfacecolor": "none"}
            ax.plot(reference[i], reference[i], "o", color=REFERENCE, label=label, **ring)
        if ax.get_legend_handles_labels()[0]:
            ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, fontsize="small", frameon=False)
    return axes


def distances(pairs, lam=None) -> Axes:
    """Distances of pairs of orbits on a log scale over time.

    Args:
        pairs: dict of a label to (T,).
        lam: dict of a label to an exponent, drawn as a dashed line from the first distance; or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.4)
    for (label, distance), colour in zip(pairs.items(), (DATA, MODEL, REFERENCE, GREEN), strict=False):
        distance = as_array(distance)
        steps = np.flatnonzero(distance > 0)
        ax.semilogy(steps, distance[steps], color=colour, linewidth=1.2, label=label)
        if lam is not None and label in lam:
            line = distance[0] * np.exp(lam[label] * np.arange(len(distance)))
            ax.semilogy(np.where(line < 30, line, np.nan), "--", color=colour, linewidth=1)
    ax.set(xlabel="step $t$", ylabel="distance", ylim=(1e-16, 100))
    ax.legend(fontsize="small", loc="lower right")
    return ax
