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


def knot_marks(x, y, yours=None, ylabel="$f^2(x)$") -> Axes:
    """A piecewise-linear function, its knots, and the knots that a student found.

    Args:
        x, y: the knots, (K,) each.
        yours: a pair of arrays, or None.
        ylabel: the name of the values.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.4)
    ax.plot(x, y, color=DATA, linewidth=1)
    ax.plot(x, y, "o", color=REFERENCE, markersize=8, markerfacecolor="none", label="knots")
    pair = yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)
    arrays = [numbers_or_none(part, 1) for part in pair]
    if arrays[0] is not None and arrays[1] is not None and arrays[0].shape == arrays[1].shape:
        ax.plot(*arrays, ".", color=YOURS, markersize=7, label="your knots")
    ax.set(xlabel="$x$", ylabel=ylabel, xlim=(-0.01, 1.01), ylim=(-0.04, 1.25))
    ax.legend(loc="upper left", ncols=2, fontsize="small")
    return ax


def scrambling(panels, far=0.1, lam=None) -> np.ndarray:
    """Pairs of orbits, and their distances on a log scale below.

    Args:
        panels: dict of a title to orbits (T, 2), one column per start.
        far: a distance that counts as apart.
        lam: exponent of the predicted growth, drawn as a dashed line, or None.

    Returns:
        The Axes, in an array of shape (2, panels).
    """
    _, axes = new_figure(2, len(panels), width=min(4.4 * len(panels), 11), height=4.6, sharex=True, squeeze=False)
    for column, (title, orbits) in enumerate(panels.items()):
        orbits = as_array(orbits)
        above, below = axes[:, column]
        above.plot(orbits[:, 0], color=DATA, linewidth=1)
        above.plot(orbits[:, 1], "--", color=YOURS, linewidth=1)
        above.set(title=title, ylim=(-0.02, 1.02))
        distance = np.abs(orbits[:, 0] - orbits[:, 1])
        steps = np.flatnonzero(distance > 0)
        below.semilogy(steps, distance[steps], ".-", color=MODEL, linewidth=0.6, markersize=3)
        below.axhline(far, color=MARK, linewidth=1)
        if lam is not None and distance[0] > 0:
            line = np.arange(int(np.ceil(np.log(far / distance[0]) / lam)) + 1)
            below.plot(
                line,
                distance[0] * np.exp(lam * line),
                "--",
                color=REFERENCE,
                linewidth=1.5,
                label=f"growth at {lam:.2f}",
            )
            below.legend(fontsize="small", loc="lower right")
        below.set(xlabel="step $t$", ylim=(1e-9, 3))
    axes[0, 0].set_ylabel("$z_t$")
    axes[1, 0].set_ylabel("distance")
    return axes


def three_notions(r, entropy, lam=None, mark=None) -> Axes:
    """Exponent and topological entropy of a family of maps over its parameter.

    Args:
        r: (K,), the parameter.
        entropy: (K,), nats per step.
        lam: (K,), exponents in nats per step, or None.
        mark: a value of r to be marked, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    ax.plot(r, entropy, "--", color=REFERENCE, linewidth=1.5, label="topological entropy")
    lam = None if lam is None else numbers_or_none(lam, 1)
    if lam is not None and len(lam) == len(r):
        ax.plot(r, lam, color=YOURS, linewidth=0.8, label="your exponent λ")
    ax.axhline(0, color=MARK, linewidth=0.8)
    if mark is not None:
        ax.axvline(mark, color=MARK, linewidth=1.2, linestyle=":", label=f"r = {mark}")
    ax.set(xlabel="$r$", ylabel="nats per step", ylim=(-1.5, 0.8))
    ax.legend(fontsize="small", loc="lower left")
    return ax


def dying_orbits(orbits) -> list[Axes]:
    """Orbits of one map in several kinds of arithmetic.

    Args:
        orbits: dict of a label to (T,).

    Returns:
        The list of Axes, one per panel.
    """
    _, axes = new_figure(len(orbits), 1, height=1.3 * len(orbits) + 0.6, sharex=True, sharey=True)
    for ax, (label, orbit), colour in zip(np.atleast_1d(axes), orbits.items(), (DATA, MODEL, REFERENCE), strict=False):
        ax.plot(as_array(orbit), ".-", color=colour, linewidth=0.7, markersize=4)
        ax.set(ylabel="$x_t$", ylim=(-0.05, 1.05))
        ax.set_title(label, fontsize="medium")
    np.atleast_1d(axes)[-1].set_xlabel("step $t$")
    return list(np.atleast_1d(axes))


def region_growth(recurrent, feedforward, title=None) -> Axes:
    """Numbers of linear regions over depth: medians, and the middle half of all draws.

    Args:
        recurrent, feedforward: (draws, depth) each.
        title: of the picture.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    depth = np.arange(1, np.shape(recurrent)[1] + 1)
    ax.plot(depth, 2.0**depth, ":", color=REFERENCE, linewidth=1.5, label="$2^n$, without noise")
    parts = (
        (recurrent, MODEL, "o-", "same noise in every step"),
        (feedforward, DATA, "s--", "new noise in every layer"),
    )
    for counts, colour, style, label in parts:
        low, middle, high = np.quantile(counts, [0.25, 0.5, 0.75], axis=0)
        ax.fill_between(depth, low, high, color=colour, alpha=0.25, linewidth=0)
        ax.plot(depth, middle, style, color=colour, label=label)
    ax.set(xlabel="depth $n$", ylabel="linear regions", title=title)
    ax.set_yscale("log", base=2)
    ax.legend(fontsize="small")
    return ax


def folded(curves, titles) -> list[Axes]:
    """Piecewise-linear functions on [0, 1], side by side, each in its own range.

    Args:
        curves: a list of pairs (x, y).
        titles: the panels' names.

    Returns:
        The list of Axes, one per panel.
    """
    _, axes = new_figure(1, len(curves), width=min(4.0 * len(curves), 11), height=2.9)
    axes = list(np.atleast_1d(axes))
    for ax, curve, title in zip(axes, curves, titles, strict=True):
        ax.plot(*curve, color=DATA, linewidth=0.9)
        ax.set(title=title, xlabel="$x$")
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
