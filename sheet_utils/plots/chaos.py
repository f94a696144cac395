"""Pictures of sheet 09: the logistic map, Lorenz, the double pendulum."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure
from sheet_utils.systems import logistic


def bifurcation(r, X, lam, marks=()) -> tuple[Axes, Axes]:
    """The states that orbits of a map visit, over its parameter, and the exponent below.

    Args:
        r: (R,), the parameters, evenly spaced.
        X: (T, R), states in [0, 1].
        lam: (R,), exponents in nats per step.
        marks: values of r, dotted lines.

    Returns:
        The two Axes.
    """
    _, (above, below) = new_figure(2, 1, height=5.4, sharex=True, height_ratios=(2, 1))
    visits = np.array([np.histogram(column, bins=300, range=(0, 1))[0] for column in as_array(X).T])
    box = (r[0], r[-1], 0, 1)
    # The root brings out what is visited rarely; a cycle would be all that one sees.
    above.imshow(
        np.sqrt(visits.T), origin="lower", extent=box, aspect="auto", cmap="Blues", vmax=5, interpolation="none"
    )
    above.set_ylabel("states $x_t$")
    below.plot(r, as_array(lam), color=YOURS, linewidth=0.9)
    below.axhline(0, color=REFERENCE, linewidth=0.8)
    below.set(xlabel="$r$", ylabel="$\\lambda$ (nats per step)", ylim=(-2, 0.9))
    for ax in (above, below):
        for parameter in marks:
            ax.axvline(parameter, color=MARK, linewidth=1, linestyle=":")
    return above, below


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


def _resting_points(ax, points):
    ax.plot(points[:, 0], points[:, 2], "D", color=REFERENCE, markersize=6, label="fixed points")


def _side_view(ax, orbit, points):
    ax.plot(orbit[:, 0], orbit[:, 2], color=DATA, linewidth=0.5)
    _resting_points(ax, points)
    ax.set(xlabel="$u_1$", ylabel="$u_3$")
    ax.legend(fontsize="small", loc="lower right")


def lorenz_neighbours(orbit, points, d, dt, window, rate=None, lam=0.906) -> tuple[Axes, Axes]:
    """The Lorenz attractor from the side, and how pairs of neighbours on it part.

    Args:
        orbit: (T, 3).
        points: (K, 3), the fixed points.
        d: (T', P), distances of the pairs.
        dt: the time between two rows.
        window: (first, last), the rows of a fit.
        rate: the slope that was fitted, per unit of time, or None.
        lam: the exponent in the literature, per unit of time.

    Returns:
        The two Axes.
    """
    _, (left, right) = new_figure(1, 2, width=9.5, height=4.0, width_ratios=(1, 1.4))
    _side_view(left, orbit, points)
    time, mean = dt * np.arange(len(d)), np.log(d).mean(axis=1)
    right.plot(time[::10], np.log10(d[::10, :40]), color="0.8", linewidth=0.4)
    right.plot(time, mean / np.log(10), color=DATA, linewidth=2, label="mean logarithm")
    first, last = window
    shown = time < 1.15 * time[last]
    for slope, colour, style, label in ((lam, REFERENCE, "--", f"slope {lam}"), (rate, YOURS, "-", "your slope")):
        if slope is not None:
            line = mean[first:last].mean() + slope * (time - time[first:last].mean())
            right.plot(time[shown], line[shown] / np.log(10), style, color=colour, linewidth=1.5, label=label)
    for row in window:
        right.axvline(time[row], color=MARK, linewidth=1, linestyle=":")
    right.set(xlabel="time", ylabel=r"$\log_{10}$ of the distance", ylim=(-10, 2.5))
    right.legend(fontsize="small", loc="lower right")
    return left, right


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


def basins(side, ends, points) -> Axes:
    """A square of starts, coloured by the wing on which they end.

    Args:
        side: (K,), the square's coordinates.
        ends: (K, K), the first variable at the end; its sign tells the wing.
        points: (3, 3), the fixed points, the origin first.

    Returns:
        The Axes.
    """
    _, ax = new_figure(width=5.2, height=5.0)
    box = (side[0], side[-1], side[0], side[-1])
    colours = np.array([[0.0, 0.447, 0.698], [0.902, 0.624, 0.0]])
    ax.imshow(colours[(ends > 0).astype(int)], origin="lower", extent=box, interpolation="none")
    for point, name in zip(points[1:], ("$C_+$", "$C_-$"), strict=True):
        ax.plot(point[0], point[1], "o", color=REFERENCE, markersize=6)
        ax.annotate(name, point[:2], (6, 6), textcoords="offset points", color=REFERENCE, fontsize=13)
    ax.set(xlabel="$u_1$ at the start", ylabel="$u_2$ at the start")
    return ax


def rods(u, l=1.0) -> np.ndarray:
    """The joints of a double pendulum.

    Args:
        u: (..., 4), states (theta1, theta2, p1, p2).
        l: the length of a rod, m.

    Returns:
        (..., 3, 2), coordinates of hinge, elbow and tip in m.
    """
    angles = as_array(u)[..., :2]
    steps = l * np.stack([np.sin(angles), -np.cos(angles)], axis=-1)
    return np.concatenate([np.zeros_like(steps[..., :1, :]), np.cumsum(steps, axis=-2)], axis=-2)


_PAIR = ((DATA, "-", "o"), (MODEL, "--", "s"))


def pendulum_strip(orbits, dt, every, l=1.0, trail=0.6) -> np.ndarray:
    """A film strip of two double pendulums.

    Args:
        orbits: (T, 2, 4), their states over time.
        dt: the time between two rows.
        every: the time between two frames.
        l: the length of a rod.
        trail: how long the path of the tip is, in units of time.

    Returns:
        The Axes, one per frame, in an array of shape (frames,).
    """
    frames = range(0, len(orbits), round(every / dt))
    _, axes = new_figure(1, len(frames), width=1.8 * len(frames), height=2.3, sharex=True, sharey=True)
    for ax, row in zip(axes, frames, strict=True):
        for which, (colour, line, marker) in enumerate(_PAIR):
            tips = rods(orbits[max(0, row - round(trail / dt)) : row + 1, which], l)[:, 2]
            ax.plot(*tips.T, color=colour, linewidth=0.8, alpha=0.6)
            joints = rods(orbits[row, which], l)
            ax.plot(*joints.T, line, color=colour, marker=marker, linewidth=2.2 - which, markersize=6 - 2 * which)
        ax.set(title=f"{row * dt:.0f} s", xlim=(-2.2 * l, 2.2 * l), ylim=(-2.2 * l, 2.2 * l), aspect="equal")
        ax.plot(0, 0, "o", color=REFERENCE, markersize=3)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color("0.8")
    return axes


def pendulum_parting(orbits, dt, l=1.0, title=None) -> tuple[Axes, Axes]:
    """The paths of the tips of two double pendulums, and the distance of the two tips on a log scale.

    Args:
        orbits: (T, 2, 4), their states over time.
        dt: the time between two rows.
        l: the length of a rod.
        title: of the picture.

    Returns:
        The two Axes.
    """
    tips = rods(orbits, l)[:, :, 2]
    _, (left, right) = new_figure(1, 2, width=9.0, height=3.6, width_ratios=(1, 1.6))
    for which, (colour, line, _) in enumerate(_PAIR):
        left.plot(*tips[:, which].T, line, color=colour, linewidth=0.6)
    left.set(xlim=(-2.2 * l, 2.2 * l), ylim=(-2.2 * l, 2.2 * l), aspect="equal", xlabel="$x$ (m)", ylabel="$y$ (m)")
    left.set_title(title, fontsize="medium")
    distance = np.linalg.norm(tips[:, 0] - tips[:, 1], axis=-1)
    right.semilogy(dt * np.arange(len(tips)), np.maximum(distance, 1e-16), color=DATA, linewidth=1)
    right.axhline(0.1 * l, color=MARK, linewidth=1, label="a tenth of a rod")
    right.set(xlabel="time (s)", ylabel="distance of the tips (m)", ylim=(1e-11, 10))
    right.legend(fontsize="small", loc="lower right")
    return left, right
