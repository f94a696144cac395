"""Pictures of maps of the interval and of random networks: graphs, laps, orbits that diverge."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none


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


def rates(groups, xlabel="$\\sigma^2$", ylabel="share of maps", bound=None) -> Axes:
    """Shares with their intervals, over a number on a log scale.

    Args:
        groups: dict of a label to a list of (x, share, low, high).
        xlabel, ylabel: names of the axes.
        bound: (x, values), a dashed curve, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    styles = zip((DATA, MODEL, REFERENCE, YOURS, MARK), ("o-", "s--", "^:", "d-.", "v-"), strict=True)
    for shift, ((label, points), (colour, style)) in enumerate(zip(groups.items(), styles, strict=False)):
        x, share, low, high = np.array(points, dtype=float).T
        # Side by side, so that intervals of one abscissa do not hide each other.
        x = x * (1 + 0.03 * (shift - (len(groups) - 1) / 2))
        bars = np.clip([share - low, high - share], 0, None)
        ax.errorbar(x, share, bars, fmt=style, color=colour, markersize=4, linewidth=1, capsize=3, label=label)
    if bound is not None:
        ax.plot(*bound, "--", color=MARK, linewidth=1.5, label="bound")
    ax.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    ax.legend(fontsize="small")
    return ax


def log_rates(counted, estimated, cost) -> Axes:
    """Logarithms of small rates over 1 / sigma^2, where a rate exp(-cost / sigma^2) is a straight line.

    Args:
        counted: dict of a label to a list of (sigma2, share, low, high), drawn as open circles; where the share is 0
            there is no logarithm, and no circle.
        estimated: dict of a label to a list of (sigma2, chance, standard error), drawn as dots.
        cost: the predicted slope is minus this number; the line's height is that of the median estimate.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.8)
    inverse, logs = [], []
    for (label, points), colour in zip(estimated.items(), (DATA, MODEL, YOURS), strict=False):
        sigma2, chance, error = np.array(points, dtype=float).T
        inverse, logs = np.append(inverse, 1 / sigma2), np.append(logs, np.log(chance))
        name = f"{label}, importance sampling"
        ax.errorbar(1 / sigma2, np.log(chance), error / chance, fmt="o", color=colour, markersize=4, label=name)
        hits = np.array([point for point in counted.get(label, []) if point[1] > 0], dtype=float).reshape(-1, 4)
        ends = np.clip(hits[:, 2:].T / hits[:, 1], 1e-9, 1e9)  # a student's interval may be anything
        bars = np.clip(np.log(ends) * [[-1], [1]], 0, None)
        rings = {"fmt": "o", "markerfacecolor": "none", "markersize": 9, "linewidth": 0.8, "capsize": 3}
        ax.errorbar(1 / hits[:, 0], np.log(hits[:, 1]), bars, color=colour, label=f"{label}, counted", **rings)
    x = np.array([0.0, 1.05 * inverse.max()])
    line = np.median(logs + cost * inverse) - cost * x
    ax.plot(x, line, "--", color=REFERENCE, linewidth=1.2, zorder=0, label=f"slope −{cost:.2f}")
    ax.set(xlabel=r"$1/\sigma^2$", ylabel="ln of the share with period 3")
    ax.legend(fontsize="small")
    return ax


def slopes(steepest, k) -> Axes:
    """A histogram of the largest slopes of random maps, with the slope at which order ends.

    Args:
        steepest: (nets,).
        k: units of each, for the title.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.0)
    ax.hist(as_array(steepest), bins=60, color=DATA)
    ax.axvline(1.0, color=MARK, linewidth=1.5, label="slope 1")
    ax.set(xlabel="largest slope of a map", ylabel="number of maps", title=f"k = {k}")
    ax.legend(fontsize="small")
    return ax


def distances(pairs, lam=None) -> Axes:
    """Distances of pairs of orbits on a log scale over time.

    Args:
        pairs: dict of a label to (T,).
        lam: dict of a label to an exponent, drawn as a dashed line from the first distance; or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.4)
    for (label, distance), colour in zip(pairs.items(), (DATA, MODEL, REFERENCE, YOURS), strict=False):
        distance = as_array(distance)
        steps = np.flatnonzero(distance > 0)
        ax.semilogy(steps, distance[steps], color=colour, linewidth=1.2, label=label)
        if lam is not None and label in lam:
            line = distance[0] * np.exp(lam[label] * np.arange(len(distance)))
            ax.semilogy(np.where(line < 30, line, np.nan), "--", color=colour, linewidth=1)
    ax.set(xlabel="step $t$", ylabel="distance", ylim=(1e-16, 100))
    ax.legend(fontsize="small", loc="lower right")
    return ax


def traces(orbit, units=5, title=None) -> Axes:
    """The first units of an orbit over time.

    Args:
        orbit: (T, N).
        units: how many are drawn.
        title: of the picture.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=2.8)
    for unit, colour in zip(range(units), (DATA, MODEL, REFERENCE, YOURS, MARK), strict=False):
        ax.plot(as_array(orbit)[:, unit], color=colour, linewidth=1)
    ax.set(xlabel="step $t$", ylabel="$h_i$", ylim=(-1.05, 1.05), title=title)
    return ax
