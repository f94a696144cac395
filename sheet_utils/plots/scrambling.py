"""Pictures of scrambling: pairs of orbits and their distances, orbits that run out of digits, notions of chaos.

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


def pairs(panels, limits=None, expected=None, steps=150) -> tuple[np.ndarray, str]:
    """Pairs of orbits, and their distances on a log scale below.

    Args:
        panels: dict of a title to orbits (T + 1, 2), one column per orbit, or None where there are none yet.
        limits: dict of a title to (closest, farthest), drawn as dotted lines below; or None.
        expected: (T + 1, 2), the reference pair of the first panel, or None.
        steps: how many are drawn.

    Returns:
        (Axes in an array of shape (2, panels), alternative text).
    """
    _, axes = new_figure(2, len(panels), width=3.1 * len(panels), height=4.8, sharex=True, sharey="row", squeeze=False)
    lines = []
    for column, (title, orbits) in enumerate(panels.items()):
        above, below = axes[:, column]
        above.set(title=title, ylim=(-0.05, 1.08))
        below.set(xlabel="step $t$", ylim=(1e-9, 3), yscale="log")
        orbits = None if orbits is None else numbers_or_none(orbits, 2)
        if orbits is None or orbits.shape[1] != 2 or len(orbits) < 2:
            for ax in (above, below):
                words_in(ax, "your orbits:\nnothing to show yet")
            lines.append(f"{title}: no orbits yet")
            continue
        orbits = orbits[: steps + 1]
        above.plot(orbits[:, 0], color=DATA, linewidth=0.9, label="first orbit")
        above.plot(orbits[:, 1], "--", color=YOURS, linewidth=0.9, label="second orbit")
        distance = np.abs(orbits[:, 0] - orbits[:, 1])
        apart = np.flatnonzero(distance > 0)
        below.plot(apart, distance[apart], ".-", color=YOURS, linewidth=0.6, markersize=3, label="your distance")
        if expected is not None and column == 0:
            right = np.abs(np.diff(as_array(expected)[: steps + 1], axis=1)).ravel()
            places = np.flatnonzero(right > 0)
            below.plot(places, right[places], "o", color=REFERENCE, markersize=5, markerfacecolor="none",
                       label="reference", zorder=0)  # fmt: skip
        if limits is not None and title in limits and np.isfinite(limits[title]).all():
            for value in limits[title]:
                below.axhline(max(float(value), 1.5e-9), color=MARK, linestyle=":", linewidth=1.5)
        merged = len(apart) == 0 or apart[-1] < len(distance) - 1
        lines.append(f"{title}: {'at the end both orbits are the same' if merged else 'the orbits stay different'}")
    axes[0, 0].set_ylabel("$z_t$")
    axes[1, 0].set_ylabel("distance")
    handles = axes[1, 0].get_legend_handles_labels()
    if handles[0]:
        axes[1, 0].legend(fontsize="small", loc="lower right")
    return axes, f"Pairs of orbits over {steps} steps with their distances on a log scale below. {'; '.join(lines)}."


def notions_over_parameter(r, entropy, lam, mark) -> tuple[Axes, str]:
    """Topological entropy of a family of maps over its parameter, and exponents once they may be seen.

    Args:
        r: (K,), the parameter.
        entropy: (K,), in nats per step.
        lam: (K,), exponents in nats per step, or None while they are kept back.
        mark: a value of r to be marked.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.8)
    ax.plot(r, entropy, "--", color=REFERENCE, linewidth=1.5, label="topological entropy $h$")
    if lam is None:
        ax.text(0.03, 0.5, "the exponents: make your guess first", transform=ax.transAxes, va="center")
    else:
        ax.plot(r, lam, color=DATA, linewidth=0.8, label="exponent $\\lambda$ of a typical orbit")
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.axvline(mark, color=MARK, linewidth=1.2, linestyle=":", label=f"r = {mark}")
    ax.set(xlabel="$r$", ylabel="nats per step", ylim=(-1.5, 0.8))
    ax.legend(fontsize="small", loc="lower center")  # between two windows, where the exponent is positive
    text = (
        "Topological entropy of the logistic map over r: zero up to 3.57, then a curve that never falls, with plateaus"
    )
    if lam is None:
        return ax, f"{text}; the exponents wait for the guess."
    return ax, f"{text}; the exponent of a typical orbit lies below it, far below zero in windows such as r = {mark}."


def dying_orbits(orbits) -> tuple[np.ndarray, str]:
    """Orbits of one map in several kinds of arithmetic.

    Args:
        orbits: dict of a label to (T,).

    Returns:
        (one Axes per orbit, alternative text).
    """
    _, axes = new_figure(len(orbits), 1, height=1.3 * len(orbits) + 0.6, sharex=True, sharey=True, squeeze=False)
    lines = []
    for ax, (label, orbit), colour in zip(axes[:, 0], orbits.items(), (DATA, MODEL, REFERENCE), strict=False):
        orbit = as_array(orbit)
        ax.plot(orbit, ".-", color=colour, linewidth=0.7, markersize=4)
        ax.set(ylabel="$x_t$", ylim=(-0.05, 1.05))
        ax.set_title(label, fontsize="medium")
        zero = np.flatnonzero(orbit == 0)
        lines.append(f"{label}: {f'zero from step {zero[0]} on' if len(zero) else 'irregular throughout'}")
    axes[-1, 0].set_xlabel("step $t$")
    return axes[:, 0], f"Orbits of the tent map in three kinds of arithmetic. {'; '.join(lines)}."
