"""Pictures of a reconstruction: attractors, series, training, the forcing interval."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    as_orbit,
    before_it_runs_away,
    new_figure,
    placeholder,
)


def orbit_in_box(ax, orbit, box, colour) -> None:
    """Draw an orbit in three dimensions so that it is seen whatever it does.

    Args:
        ax: a panel of three dimensions.
        orbit: (T, 3).
        box: half the width of the panel; what lies outside is drawn on its walls.
        colour: of the line. An orbit that stays at a point is a dot, and of one without a finite state words are left.
    """
    orbit = np.clip(before_it_runs_away(orbit), -box, box)
    if len(orbit) == 0:
        ax.text2D(0.5, 0.5, "no finite state", ha="center", transform=ax.transAxes)
        return
    ax.plot(*orbit.T, color=colour, linewidth=0.5)
    if np.ptp(orbit, axis=0).max() < 0.05 * box:
        ax.plot(*orbit[-1:].T, "o", color=colour, markersize=6)


def attractors(true, generated=None, steps=5000, titles=("data", "model")) -> list[Axes]:
    """One or two orbits in three dimensions, side by side in one box.

    Args:
        true: (T, 3).
        generated: (T', 3), or None for the data alone.
        steps: rows shown of each.
        titles: the panels' names.

    Returns:
        The list of Axes, one per panel.
    """
    orbits = [as_orbit("true", true, 3)[:steps]]
    if generated is not None:
        orbits.append(as_orbit("generated", generated, 3)[:steps])
    figure, axes = new_figure(1, len(orbits), width=4.4 * len(orbits), height=4.0, subplot_kw={"projection": "3d"})
    axes = list(np.atleast_1d(axes))
    finite = np.abs(orbits[0][np.isfinite(orbits[0])])
    box = 1.1 * finite.max(initial=0.0) or 1.0
    for ax, orbit, colour, title in zip(axes, orbits, (DATA, MODEL), titles, strict=False):
        orbit_in_box(ax, orbit, box, colour)
        ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$")
        ax.set(xlim=(-box, box), ylim=(-box, box), zlim=(-box, box))
        ax.locator_params(nbins=4)
    return axes


def series(true, generated, dt=0.01, steps=2500) -> np.ndarray:
    """The first variable of data and model over time, one above the other.

    Args:
        true, generated: (T, N) and (T', N).
        dt: time between two rows.
        steps: rows shown.

    Returns:
        The two Axes, in an array of shape (2,).
    """
    _, axes = new_figure(2, 1, sharex=True, sharey=True)
    for ax, orbit, colour, label in zip(axes, (true, generated), (DATA, MODEL), ("data", "model"), strict=True):
        first = as_array(orbit)[:steps, 0]
        ax.plot(dt * np.arange(len(first)), first, color=colour, linewidth=1)
        ax.set_ylabel(f"{label}, $x_1$")
    axes[1].set_xlabel("time")
    limit = 1.3 * np.abs(as_array(true)[:steps, 0]).max()
    axes[0].set_ylim(-limit, limit)
    return axes


def loss_curve(losses, smoothing=100) -> Axes:
    """The training loss on a log scale: every step faintly, a running mean on top.

    Args:
        losses: (steps,).
        smoothing: length of the running mean.

    Returns:
        The Axes.
    """
    losses = as_array(losses)
    if len(losses) == 0:
        return placeholder("nothing was trained")[0]
    _, ax = new_figure()
    ax.semilogy(losses, color=DATA, alpha=0.25, linewidth=0.5, label="each step")
    if len(losses) > smoothing:
        mean = np.convolve(losses, np.ones(smoothing) / smoothing, mode="valid")
        ax.semilogy(np.arange(smoothing - 1, len(losses)), mean, color=MODEL, label=f"mean of {smoothing} steps")
    ax.set(xlabel="training step", ylabel="loss (mean squared error)")
    ax.legend()
    return ax


def forcing(x, t_forcing, yours, reference) -> Axes:
    """A forced run beside the observations: where it is reset, and how it drifts in between.

    The first unit of the first sequence is drawn.

    Args:
        x: the observations that force, (T, B, N).
        t_forcing: steps between two forcings.
        yours: (T, B, M), the states after each step, or None.
        reference: (T, B, M), the reference result.

    Returns:
        The Axes.
    """
    x, reference = as_array(x)[:, 0, 0], as_array(reference)[:, 0, 0]
    T = len(x)
    _, ax = new_figure()
    ax.plot(np.arange(T), x, ".", color=DATA, markersize=5, label="observation $x_t$")
    if yours is not None:
        # Z[t] is the state after the step from t: it stands over t + 1.
        ax.plot(np.arange(1, T + 1), as_array(yours)[:, 0, 0], color=YOURS, linewidth=2.5, label="your $Z$, read out")
    ax.plot(np.arange(1, T + 1), reference, "--", color=REFERENCE, linewidth=1, label="reference")
    for t in range(0, T, t_forcing):
        ax.axvline(t, color=MARK, linewidth=0.8, linestyle=":", label="forced here" if t == 0 else None)
    limit = 1.6 * max(np.abs(x).max(), 1.0)
    ax.set(xlabel="step t", ylabel="first observed unit", ylim=(-limit, limit))
    ax.legend(loc="lower right", ncols=2, fontsize="small")
    return ax
