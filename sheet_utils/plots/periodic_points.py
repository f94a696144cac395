"""Pictures of periodic points: iterates by their knots, orbits on a repelling set, maps that are made for a cycle.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    new_figure,
    numbers_or_none,
    words_in,
)

#: Side by side, so that a cycle keeps its colour and its mark where it stands close to another one.
CYCLES = (("#D55E00", "o"), ("#0072B2", "s"), ("#009E73", "^"), ("#CC79A7", "D"), ("#56B4E9", "v"), ("#000000", "P"))


def _square(ax, **texts):
    ax.plot([0, 1], [0, 1], color=MARK, linewidth=1)
    ax.set(xlim=(-0.01, 1.01), ylim=(-0.03, 1.03), aspect="equal", **texts)


def composed(once, twice, yours) -> tuple[np.ndarray, str]:
    """A piecewise-linear map and its square, with the knots that a student found for the square.

    Args:
        once, twice: pairs (x, y), the knots of the map and of its square.
        yours: a pair of arrays, or anything else where there is none yet.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10, height=3.6, width_ratios=(1, 1.7))
    axes[0].plot(*once, "o-", color=DATA, linewidth=1, markersize=4, markerfacecolor="white")
    axes[0].set(xlabel="$x$", ylabel="$f(x)$", title=f"$f$: {len(once[0])} knots", ylim=(-0.04, 1.04))
    axes[1].plot(*twice, color=DATA, linewidth=1, label="$f^2$")
    axes[1].plot(*twice, "o", color=REFERENCE, markersize=8, markerfacecolor="none", label="knots of $f^2$")
    pair = yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)
    x, y = (numbers_or_none(part, 1) for part in pair)
    drawn = x is not None and y is not None and x.shape == y.shape
    if drawn:
        axes[1].plot(x, y, ".-", color=YOURS, markersize=7, linewidth=0.8, label="your knots")
    else:
        words_in(axes[1], "your knots: nothing to show yet", 0.8)
    axes[1].set(xlabel="$x$", ylabel="$f^2(x)$", title=f"$f^2$: {len(twice[0])} knots", ylim=(-0.04, 1.3))
    axes[1].legend(loc="upper left", ncols=3, fontsize="small")
    text = f"A zigzag map with {len(once[0])} knots and its second iterate with {len(twice[0])}, each marked by a ring"
    return axes, f"{text}; your {len(x)} knots as dots." if drawn else f"{text}; none of yours yet."


def returning_points(once, thrice, cycles, yours) -> tuple[np.ndarray, str]:
    """A map with its cycles of period three as closed cobwebs, and its third iterate with the points that come back.

    Args:
        once, thrice: pairs (x, y), the knots of the map and of its third iterate.
        cycles: a list of arrays (3,), the cycles, each in the order in which it is visited; [] while they are hidden.
        yours: the student's points, or anything else where there are none yet.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10, height=4.6)
    for ax, curve, title in zip(axes, (once, thrice), ("$f$ and its cycles of period 3", "$f^3$"), strict=True):
        _square(ax, title=title, xlabel="$x$")
        ax.plot(*curve, color=DATA, linewidth=1)
    for number, cycle in enumerate(cycles):
        colour, mark = CYCLES[number % len(CYCLES)]
        corners = np.repeat(np.append(cycle, cycle[0]), 2)
        axes[0].plot(corners[:-1], corners[1:], "-", color=colour, linewidth=0.9)
        axes[1].plot(
            cycle, cycle, mark, color=colour, markersize=9, markerfacecolor="none", label=f"cycle {number + 1}"
        )
    points = None if yours is None else numbers_or_none(yours, 1)
    if points is None:
        words_in(axes[1], "your points: nothing to show yet", 0.04)
    else:
        axes[1].plot(points, points, ".", color=YOURS, markersize=8, zorder=3, label="your points")
    if axes[1].get_legend_handles_labels()[0]:
        axes[1].legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize="small", frameon=False)
    number = "no points yet" if points is None else f"your {len(points)} points as dots"
    shown = f" with {len(cycles)} cycles of period three" if cycles else ""
    return axes, f"A random map{shown}, and its third iterate; {number}."


def _parabola(ax, r):
    x = np.linspace(0, 1, 400)
    ax.plot(x, r * x * (1 - x), color=DATA, linewidth=1, label="$f$")
    _square(ax, xlabel="$x_t$", ylabel="$x_{t+1}$")


def backward_orbit(r, X, forward, attractor) -> tuple[list[Axes], str]:
    """An orbit that was built backwards, on the graph of the logistic map and over time, beside one run forwards.

    Args:
        r: the parameter.
        X: (n + 1,), the student's orbit, or None.
        forward: function(x0, n) that returns the orbit of n steps from x0, (n + 1,).
        attractor: (3,), the attracting cycle.

    Returns:
        (three Axes, alternative text): the graph, both orbits, their distance.
    """
    X = None if X is None else numbers_or_none(X, 1)
    figure, axes = new_figure(2, 2, width=10.5, height=4.8, width_ratios=(1, 1.6), sharex="col")
    for ax in axes[:, 0]:
        ax.remove()
    graph = figure.add_subplot(axes[0, 0].get_gridspec()[:, 0])
    _parabola(graph, r)
    ring = {"markersize": 11, "markerfacecolor": "none", "markeredgewidth": 1.5}
    graph.plot(attractor, np.roll(attractor, -1), "o", color=REFERENCE, label="attracting cycle", **ring)
    above, below = axes[:, 1]
    above.set(ylabel="$x_t$", ylim=(-0.02, 1.02))
    below.set(xlabel="step $t$", ylabel="distance", yscale="log", ylim=(1e-17, 3))
    both = [graph, above, below]
    if X is None or len(X) < 3 or not np.isfinite(X).all():
        words_in(above, "your orbit: nothing to show yet" if X is None else "your orbit is too short or not finite")
        words_in(below, "the distance of the two orbits: nothing to show yet")
        graph.legend(fontsize="small", loc="lower center")
        return both, "The logistic map with its attracting cycle of period three; no orbit of yours yet."
    graph.plot(X[:-1], X[1:], ".", color=YOURS, markersize=4, zorder=3, label="your pairs $(x_t, x_{t+1})$")
    graph.legend(fontsize="small", loc="lower center")
    run = forward(X[0], len(X) - 1)
    above.plot(X, ".-", color=YOURS, linewidth=0.7, markersize=4, label="yours, built backwards")
    above.plot(run, "--", color=REFERENCE, linewidth=0.8, label="run forwards from your $x_0$")
    above.legend(fontsize="small", loc="upper center", bbox_to_anchor=(0.5, 1.22), ncols=2, frameon=False)
    distance = np.abs(run - X)
    steps = np.flatnonzero(distance > 0)
    below.plot(steps, distance[steps], ".-", color=MODEL, linewidth=0.6, markersize=3)
    off = np.abs(r * X[:-1] * (1 - X[:-1]) - X[1:]).max()
    text = "Your orbit beside the logistic map, and over time beside the forward run from the same point. "
    return both, text + f"The largest |f(x_t) − x_t+1| of yours is ≈ {off:.0e}."


def pair_over_time(X, Y, agree) -> tuple[np.ndarray, str]:
    """Two orbits with their itineraries' agreement as shaded stretches, and their distance on a log scale.

    Args:
        X, Y: (n + 1,) each, or None where there is none yet.
        agree: (n,), bool: where the two itineraries have the same symbol.

    Returns:
        (two Axes, alternative text).
    """
    X, Y = (None if orbit is None else numbers_or_none(orbit, 1) for orbit in (X, Y))
    _, axes = new_figure(2, 1, height=4.6, width=10, sharex=True)
    axes[0].set(ylabel="$x_t$ and $y_t$", ylim=(0, 1))
    axes[1].set(xlabel="step $t$", ylabel="$|x_t - y_t|$", yscale="log", ylim=(1e-17, 3))
    if X is None or Y is None or X.shape != Y.shape or not np.isfinite([X, Y]).all():
        for ax in axes:
            words_in(ax, "your pair: nothing to show yet, or it has no preimage somewhere")
        return axes, "No pair of orbits yet."
    axes[0].plot(X, ".-", color=DATA, linewidth=0.6, markersize=3, label="$x_t$")
    axes[0].plot(Y, ".--", color=YOURS, linewidth=0.6, markersize=3, label="$y_t$")
    axes[0].legend(fontsize="small", ncols=2, loc="lower right")
    distance = np.abs(X - Y)
    steps = np.flatnonzero(distance > 0)
    axes[1].plot(steps, distance[steps], ".-", color=MODEL, linewidth=0.6, markersize=3)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(agree, dtype=int), [0]])))
    for begin, end in edges.reshape(-1, 2):
        for ax in axes:
            ax.axvspan(begin, end, color=MARK, alpha=0.2, linewidth=0)
    longest = int(np.max(np.diff(edges.reshape(-1, 2), axis=1), initial=0))
    text = "Two orbits on the repelling set, their distance below; the stretches where the itineraries agree are shaded"
    return axes, f"{text}. The longest has {longest} steps."


def odd_cycles(maps) -> tuple[list[Axes], str]:
    """Maps that connect the dots, each with the cobweb of its dots, and the periods that it has as a row of squares.

    Args:
        maps: dict of p to (y, periods, largest): (p,) values at the equally spaced places or None, the list of
            periods, and the largest period that was looked for.

    Returns:
        (one Axes for each map and one more, alternative text).
    """
    figure, axes = new_figure(2, len(maps), width=3.5 * len(maps), height=5.2, height_ratios=(3.2, 1), squeeze=False)
    for ax in axes[1]:
        ax.remove()
    table = figure.add_subplot(axes[0, 0].get_gridspec()[1, :])
    lines, largest = [], max(entry[2] for entry in maps.values())
    for row, (ax, (p, (y, periods, _))) in enumerate(zip(axes[0], maps.items(), strict=True)):
        _square(ax, title=f"p = {p}", xlabel="$x$")
        values = None if y is None else numbers_or_none(y, 1)
        if values is None or values.shape != (p,):
            words_in(ax, "your map: nothing to show yet" if values is None else f"your map has not {p} values")
            continue
        x = np.arange(p) / (p - 1)
        ax.plot(x, values, "o-", color=YOURS, linewidth=1.6, markeredgecolor="black", label="your map")
        visited = [x[0]]
        for _ in range(p):
            visited.append(float(np.interp(visited[-1], x, values)))
        corners = np.repeat(visited, 2)
        ax.plot(corners[:-1], corners[1:], "--", color=REFERENCE, linewidth=0.8, label="orbit of 0")
        handles = ax.get_legend_handles_labels()
        for period in range(1, largest + 1):
            present = period in periods
            forbidden = present and period % 2 and 1 < period < p
            colour = MODEL if forbidden else DATA if present else "white"
            table.plot(period, -row, "s", color=colour, markeredgecolor="black", markersize=13)
            table.text(period, -row, str(period), ha="center", va="center", fontsize="small",
                       color="white" if present else "black")  # fmt: skip
        lines.append(f"p = {p}: periods {', '.join(map(str, periods))}")
    rows = [f"p = {p}" for p in maps]
    table.set(yticks=[-row for row in range(len(rows))], yticklabels=rows, xticks=[], xlim=(0.3, largest + 0.7),
              ylim=(0.6 - len(rows), 0.6), xlabel="filled: the map has this period; red: it should not")  # fmt: skip
    if lines:  # inside a panel it would cover the orbit, which runs along all four sides
        figure.legend(*handles, loc="outside upper center", ncols=2, fontsize="small", frameon=False)
    else:
        words_in(table, "the periods of your maps: nothing to show yet")
    text = "Maps that connect the dots of one cycle, and the periods that they have. "
    return [*axes[0], table], text + ("; ".join(lines) + "." if lines else "No map of yours yet.")


def dragged_map(x, y, periods, cycle) -> tuple[Axes, str]:
    """A map given by its knots, the periods that it has, and one of its cycles.

    Args:
        x, y: (K,) each, the knots.
        periods: the periods that it has.
        cycle: (p,), points of a cycle in the order in which they are visited; empty for none.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(width=4.6, height=4.4)
    _square(ax, xlabel="$x$", ylabel="$f(x)$")
    ax.plot(x, y, "o-", color=DATA, markersize=8)
    if len(cycle):
        corners = np.repeat(np.append(as_array(cycle), cycle[0]), 2)
        ax.plot(corners[:-1], corners[1:], "--", color=MODEL, linewidth=1)
    return ax, f"A map with {len(x)} knots; it has the periods {', '.join(map(str, periods))}."
