"""Pictures of the logistic map and of the Lorenz system.

Those of a notebook return (axes, alt), the Axes and the alternative text, as `show` takes them; those of a slider
return Axes, since the slider's own line of text stands beside them.
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
    with_rim,
    words_in,
)
from sheet_utils.systems import logistic


def bifurcation(r, X, lam, marks=()) -> tuple[tuple[Axes, Axes], str]:
    """The states that orbits of a map visit, over its parameter, and the exponent below.

    Args:
        r: (R,), the parameters, evenly spaced.
        X: (T, R), states, or None where there are none yet.
        lam: (R,), exponents in nats per step, or None.
        marks: values of r, dotted lines.

    Returns:
        (the two Axes, alternative text).
    """
    _, (above, below) = new_figure(2, 1, height=5.4, sharex=True, height_ratios=(2, 1))
    X = None if X is None else numbers_or_none(X, 2)
    lam = None if lam is None else numbers_or_none(lam, 1)
    shown = X is not None and X.shape[1] == len(r)
    if shown:
        _visited(above, r, X)
    else:
        words_in(above, "the states of your orbit_diagram: nothing to show yet")
    above.set_ylabel("states $x_t$")
    if lam is not None and len(lam) == len(r):
        below.plot(r, lam, color=YOURS, linewidth=0.9)
    else:
        words_in(below, "your exponents: nothing to show yet")
    below.axhline(0, color=REFERENCE, linewidth=0.8)
    below.set(xlabel="$r$", ylabel="$\\lambda$ (nats per step)", xlim=(r[0], r[-1]), ylim=(-2, 0.9))
    for ax in (above, below):
        for parameter in marks:
            ax.axvline(parameter, color=MARK, linewidth=1, linestyle=":")
    states = "the states that your orbits visit" if shown else "no states yet"
    exponents = "your exponents" if len(below.lines) > 1 + len(marks) else "no exponents yet"
    return (
        above,
        below,
    ), f"Over r from {r[0]:g} to {r[-1]:g}: above {states}, below {exponents} and a line at zero."


def _visited(ax, parameters, X, bins=200, box=(0.0, 1.0)):
    """Draw how often each state is visited, column by column.

    There are fewer bins than rows of pixels, or a thin branch would fall between them and be drawn as dashes.
    """
    visits = np.array([np.histogram(column, bins=bins, range=sorted(box))[0] for column in X.T])
    visits = visits[:, ::-1] if box[0] > box[1] else visits
    extent = (parameters[0], parameters[-1], *box)
    # The root brings out what is visited rarely; a cycle would be all that one sees. What is never visited stays white.
    shades = np.sqrt(np.ma.masked_equal(visits.T, 0))
    ax.imshow(shades, origin="lower", extent=extent, aspect="auto", cmap="Blues", vmin=0, vmax=5, interpolation="none")


def enlarged_diagram(r, X, box) -> Axes:
    """A piece of a bifurcation diagram.

    Args:
        r: (R,), the parameters, evenly spaced.
        X: (T, R), states.
        box: (lower, upper), the states at the lower and upper edge; the larger may come first, which turns the
            picture upside down.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    _visited(ax, r, X, box=box)
    ax.axhline(0.5, color=MARK, linewidth=1, linestyle=":")
    ax.set(xlabel="$r$", ylabel="states $x_t$")
    # As wide at every enlargement, because a slider lays its pictures out like the first one.
    ax.xaxis.set_major_formatter("{x:.5f}")
    ax.yaxis.set_major_formatter("{x:.4f}")
    ax.locator_params(axis="x", nbins=6)
    return ax


def mandelbrot_above_diagram(c, X, height=1.2, rows=160, limit=60) -> tuple[tuple[Axes, Axes], str]:
    """The Mandelbrot set, and below it the states that z -> z^2 + c visits for the real c under it.

    Args:
        c: (R,), real parameters, evenly spaced and rising.
        X: (T, R), states of z -> z^2 + c, or None where there are none yet.
        height: the largest imaginary part of c above.
        rows: of the picture above.
        limit: how many steps a point may take to leave the disk of radius 2.

    Returns:
        (the two Axes, alternative text).
    """
    _, (above, below) = new_figure(2, 1, height=5.6, sharex=True, height_ratios=(1, 1))
    plane = c[None, :] + 1j * np.linspace(-height, height, rows)[:, None]
    z, steps = np.zeros_like(plane), np.zeros(plane.shape)
    for _ in range(limit):
        inside = np.abs(z) <= 2
        z[inside] = z[inside] ** 2 + plane[inside]
        steps += inside
    above.imshow(np.log(steps), extent=(c[0], c[-1], -height, height), aspect="auto", cmap="Greys",
                 interpolation="none")  # fmt: skip
    above.set(ylabel="Im $c$", title="black: $z \\to z^2 + c$ from 0 never leaves the disk of radius 2")
    X = None if X is None else numbers_or_none(X, 2)
    shown = X is not None and X.shape[1] == len(c)
    if shown:
        _visited(below, c, X, bins=150, box=(-2.1, 2.1))
    else:
        words_in(below, "the states of your orbit_diagram: nothing to show yet")
    below.set(xlabel="Re $c$", ylabel="states $z_t$", xlim=(c[0], c[-1]))
    for ax in (above, below):
        for mark in (-0.75, -1.25, -1.75):
            ax.axvline(mark, color=MARK, linewidth=1, linestyle=":")
    diagram = "the diagram of your orbits, which splits where the disks touch" if shown else "no diagram yet"
    return (above, below), f"The Mandelbrot set over c from {c[0]:g} to {c[-1]:g}, and below it {diagram}."


def exponents_so_far(curves, levels) -> tuple[Axes, str]:
    """The mean of ln |f'| over the first T steps of some orbits, over T.

    Args:
        curves: dict of a label to (lengths, values), values in nats per step, or to None where there is no result.
        levels: dict of a label to a number, dashed lines.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    told = []
    for number, (label, curve) in enumerate(curves.items()):
        if curve is None:
            continue
        name = (label, "from other initial conditions", None)[min(number, 2)]
        colour, width = (YOURS, 2.4) if number == 0 else (DATA, 0.8)
        ax.semilogx(*curve, color=colour, linewidth=width, label=name, zorder=3 - min(number, 1))
        told.append(f"{label}: ≈ {curve[1][-1]:.2f} at the end")
    if not told:
        words_in(ax, "your exponents: nothing to show yet")
    for (label, level), style in zip(levels.items(), ("--", ":"), strict=False):
        ax.axhline(level, color=REFERENCE, linewidth=1, linestyle=style, label=label)
    ax.set(xlabel="steps $T$", ylabel="mean of $\\ln|f'|$ (nats per step)")
    ax.legend(fontsize="small", loc="lower right")
    first = "; ".join(told[:2]) if told else "nothing yet"
    return ax, f"The exponent over the first T steps for several initial conditions. {first}."


def cobweb(orbit, r, T_trans=0) -> tuple[Axes, Axes]:
    """An orbit of the logistic map over time, and its way between the parabola and the diagonal.

    Args:
        orbit: (T,).
        r: the map's parameter.
        T_trans: states at the beginning that the right panel leaves out.

    Returns:
        The two Axes.
    """
    orbit, x = as_array(orbit), np.linspace(0, 1, 200)
    _, (left, right) = new_figure(1, 2, width=9.0, height=3.6, width_ratios=(1.6, 1))
    left.plot(orbit, ".-", color=DATA, linewidth=0.7, markersize=4)
    left.set(xlabel="step $t$", ylabel="$x_t$", ylim=(-0.02, 1.02), title=f"r = {r}")
    right.plot(x, logistic(x, r), color=MODEL, linewidth=1.5)
    right.plot(x, x, color=MARK, linewidth=1)
    steps = np.repeat(orbit[T_trans:], 2)
    right.plot(steps[:-1], steps[1:], color=DATA, linewidth=0.7)
    right.set(xlabel="$x_t$", ylabel="$x_{t+1}$", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    return left, right


def _fixed_points(ax, points):
    ax.plot(points[:, 0], points[:, 2], "D", color=REFERENCE, markersize=6, label="fixed points")


def _side_view(ax, orbit, points):
    ax.plot(orbit[:, 0], orbit[:, 2], color=DATA, linewidth=0.5)
    _fixed_points(ax, points)
    ax.set(xlabel="$u_1$", ylabel="$u_3$")
    ax.legend(fontsize="small", loc="lower right")


def lorenz_neighbours(orbit, points, d, dt, window, rates, lam=0.906) -> tuple[tuple[Axes, Axes], str]:
    """The Lorenz attractor from the side, and how pairs of neighbours on it separate.

    Args:
        orbit: (T, 3).
        points: (K, 3), the fixed points.
        d: (T', P), distances of the pairs.
        dt: the time between two rows.
        window: (first, last), the rows of a fit.
        rates: dict of a label to a slope per unit of time, or to None where there is none; lines through the middle
            of the mean logarithm in the window.
        lam: the exponent in the literature, per unit of time.

    Returns:
        (the two Axes, alternative text).
    """
    _, (left, right) = new_figure(1, 2, width=9.5, height=4.0, width_ratios=(1, 1.4))
    _side_view(left, orbit, points)
    time, mean = dt * np.arange(len(d)), np.log(d).mean(axis=1)
    right.plot(time[::10], np.log10(d[::10, :40]), color="0.8", linewidth=0.4)
    right.plot(time, mean / np.log(10), color=DATA, linewidth=2, label="mean logarithm")
    first, last = window
    shown = time < 1.15 * time[last]
    lines = [(f"slope {lam}", lam, REFERENCE, "--")]
    styles = ((YOURS, "-"), (MODEL, ":"))
    lines += [(name, rate, *style) for (name, rate), style in zip(rates.items(), styles, strict=False)]
    for label, slope, colour, style in lines:
        if slope is not None:
            line = mean[first:last].mean() + slope * (time - time[first:last].mean())
            right.plot(time[shown], line[shown] / np.log(10), style, color=colour, linewidth=1.7, label=label)
    for row in window:
        right.axvline(time[row], color=MARK, linewidth=1, linestyle=":")
    right.set(xlabel="time", ylabel=r"$\log_{10}$ of the distance", ylim=(-10, 2.5))
    right.legend(fontsize="small", loc="lower right")
    slopes = "; ".join(f"{name}: slope ≈ {rate:.2f}" for name, rate in rates.items() if rate is not None)
    return (left, right), (
        "Left the Lorenz attractor with two wings and three fixed points. Right the distances of 40 pairs on a log "
        f"scale: they rise along a line of slope {lam} and level off at the attractor's size. "
        f"{slopes or 'No slopes yet'}."
    )


def lorenz_orbit(orbit, points, dt, title) -> tuple[Axes, Axes]:
    """An orbit of the Lorenz system: one variable over time, and the side view with the fixed points.

    Args:
        orbit: (T, 3).
        points: (K, 3), the fixed points.
        dt: the time between two rows.
        title: of the picture.

    Returns:
        The two Axes.
    """
    _, (left, right) = new_figure(1, 2, width=9.5, height=3.6, width_ratios=(1.4, 1))
    left.plot(dt * np.arange(len(orbit)), orbit[:, 0], color=DATA, linewidth=0.8)
    left.set(xlabel="time", ylabel="$u_1$", title=title)
    _side_view(right, orbit, points)
    return left, right


def basins(side, ends, points) -> tuple[Axes, str]:
    """A square of initial conditions, coloured by the wing on which they end.

    Args:
        side: (K,), the square's coordinates.
        ends: (K, K), the first variable at the end; its sign tells the wing.
        points: (3, 3), the fixed points, the origin first.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(width=5.2, height=5.0)
    box = (side[0], side[-1], side[0], side[-1])
    colours = np.array([[0.0, 0.447, 0.698], [0.337, 0.706, 0.914]])  # DATA and SKY
    ax.imshow(colours[(ends > 0).astype(int)], origin="lower", extent=box, interpolation="none")
    for point, name in zip(points[1:], ("$C_+$", "$C_-$"), strict=True):
        ax.plot(point[0], point[1], "o", color=REFERENCE, markersize=6)
        with_rim(ax.annotate(name, point[:2], (6, 6), textcoords="offset points", color=REFERENCE, fontsize=13))
    ax.set(xlabel="initial $u_1$", ylabel="initial $u_2$")
    return ax, (
        "A square of initial conditions in two colours, mirror images of each other: a wide region of one colour "
        "around each of two fixed points, and between them zones in which the colours mix down to single pixels."
    )
