"""Pictures of predictability: neighbours that diverge, free runs of forced networks, the sweep over the interval."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none


def divergence(curve, dt, lam, window, yours=None) -> Axes:
    """The mean logarithm of neighbours' distances over time, with the line that gives the exponent.

    Args:
        curve: (K + 1,), natural logarithms after 0, 1, ... steps; the reference result.
        dt: time between two steps.
        lam: the slope of the line, in nats per unit of time.
        window: (first, last), the steps between which the line was fitted.
        yours: (K + 1,), a student's curve, or None.

    Returns:
        The Axes.
    """
    curve, steps = as_array(curve), np.arange(len(curve))
    _, ax = new_figure(height=3.6)
    your_curve = None if yours is None else numbers_or_none(yours, 1)
    if your_curve is not None and your_curve.shape == curve.shape:
        ax.plot(dt * steps, your_curve, color=YOURS, linewidth=4, alpha=0.6, label="yours")
    ax.plot(dt * steps, curve, "--", color=REFERENCE, linewidth=1.2, label="reference")
    inside = slice(window[0], window[1] + 1)
    line = curve[inside].mean() + lam * dt * (steps - np.mean(window))
    ax.plot(dt * steps[inside], line[inside], color=DATA, linewidth=1.6, label=f"slope {lam:.2f} per unit of time")
    ax.axvspan(dt * window[0], dt * window[1], color=DATA, alpha=0.08)
    ax.set(xlabel="time", ylabel="mean of ln(distance)")
    ax.legend(fontsize="small", loc="lower right")
    return ax


def attractor_row(orbits, steps=4000) -> list[Axes]:
    """Several orbits in three dimensions, side by side in the first one's box.

    Args:
        orbits: dict of a title to (T, 3); the first is the truth.
        steps: rows shown of each.

    Returns:
        The list of Axes, one per panel.
    """
    _, axes = new_figure(1, len(orbits), width=3.0 * len(orbits), height=3.2, subplot_kw={"projection": "3d"})
    axes = list(np.atleast_1d(axes))
    box = 1.1 * np.abs(as_array(next(iter(orbits.values())))).max()
    for number, (ax, (title, orbit)) in enumerate(zip(axes, orbits.items(), strict=True)):
        shown = np.clip(as_array(orbit)[:steps], -box, box)
        ax.plot(*shown.T, color=MODEL if number else DATA, linewidth=0.5)
        # Where an orbit has come to rest there is no line to see.
        ax.plot(*shown[-1:].T, "o", color=REFERENCE, markersize=4)
        ax.set(title=title, xlim=(-box, box), ylim=(-box, box), zlim=(-box, box))
        ax.set(xticklabels=[], yticklabels=[], zticklabels=[])
    return axes


def forcing_sweep(t_forcing, d_stsp, predictability, clipped=None, yours=None, ceiling=None) -> Axes:
    """The distance of attractors over the forcing interval: every model a dot, the medians a line.

    Args:
        t_forcing, d_stsp: (models,), forcing intervals in steps, and distances of the attractors in nats.
        predictability: the predictability time in steps, marked.
        clipped: (t_forcing, distances) of models whose gradients were clipped as well, or None.
        yours: (t_forcing, distance) of a model that the student trained, or None.
        ceiling: the largest value that the distance can take, drawn as a line, or None.

    Returns:
        The Axes.
    """
    t_forcing, d_stsp = as_array(t_forcing), as_array(d_stsp)
    intervals = np.unique(t_forcing)
    _, ax = new_figure(height=3.8)
    ax.plot(t_forcing, d_stsp, "o", color=DATA, alpha=0.5, markersize=5, label="one model")
    medians = [np.median(d_stsp[t_forcing == t]) for t in intervals]
    ax.plot(intervals, medians, "-s", color=MODEL, markersize=5, label="median")
    ax.axvline(predictability, color=MARK, linestyle="--", label="predictability time")
    if clipped is not None:
        ax.plot(np.full(len(clipped[1]), 1.12 * clipped[0]), clipped[1], "x", color=REFERENCE, markersize=8,
                label=f"τ = {clipped[0]}, clipped")  # fmt: skip
    if ceiling is not None:
        ax.axhline(ceiling, color=MARK, linestyle=":", label="largest possible value")
    if yours is not None:
        ax.plot(*yours, "*", color=YOURS, markersize=14, label="yours")
    ax.set(xscale="log", yscale="log", xlabel="forcing interval $\\tau$ (steps)", ylabel="$D_{stsp}$ (0 is perfect)")
    ax.set_xticks(intervals, [f"{t:.0f}" for t in intervals])
    ax.minorticks_off()
    ax.legend(fontsize="small", loc="lower right")
    return ax
