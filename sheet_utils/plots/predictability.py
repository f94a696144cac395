"""Pictures of predictability: neighbours that diverge, free runs of forced networks, the sweep over the interval."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    RUNS_AWAY,
    YOURS,
    Axes,
    as_array,
    before_it_runs_away,
    new_figure,
    numbers_or_none,
    words_in,
)


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
        shown = np.clip(before_it_runs_away(orbit)[:steps], -box, box)
        ax.plot(*shown.T, color=MODEL if number else DATA, linewidth=0.5)
        # Where an orbit has come to rest there is no line to see.
        ax.plot(*shown[-1:].T, "o", color=REFERENCE, markersize=4)
        if len(shown) < len(orbit[:steps]):
            ax.text2D(0.5, 0.02, RUNS_AWAY, ha="center", transform=ax.transAxes)
        ax.set(title=title, xlim=(-box, box), ylim=(-box, box), zlim=(-box, box))
        ax.set(xticklabels=[], yticklabels=[], zticklabels=[])
    return axes


def forced_attractors(orbits) -> np.ndarray:
    """Orbits side by side, the first variable against the third, in the first one's box.

    Args:
        orbits: dict of a title to (T, 3); the first is the truth.

    Returns:
        The Axes, one per panel, in an array of shape (panels,).
    """
    _, axes = new_figure(1, len(orbits), width=2.2 * len(orbits), height=2.7, sharey=True)
    axes = np.atleast_1d(axes)
    box = 1.15 * np.abs(as_array(next(iter(orbits.values())))).max(axis=0)
    for number, (ax, (title, orbit)) in enumerate(zip(axes, orbits.items(), strict=True)):
        shown = np.clip(before_it_runs_away(orbit), -box, box)
        ax.plot(shown[:, 0], shown[:, 2], color=MODEL if number else DATA, linewidth=0.5)
        # Where an orbit has come to rest there is no line to see, and outside the frame the dot lies on its edge.
        ax.plot(shown[-1:, 0], shown[-1:, 2], "o", color=REFERENCE, markersize=5, clip_on=False, zorder=5)
        if len(shown) < len(orbit):
            words_in(ax, RUNS_AWAY, height=0.05)
        ax.set(xlim=(-box[0], box[0]), ylim=(-box[2], box[2]), xlabel="first variable")
        ax.set_title(title, fontsize="medium")
    axes[0].set_ylabel("third variable")
    return axes


def forced_states(before, states, B, x) -> tuple[np.ndarray, str]:
    """What a forcing does to a state: how much of it moves, and what its read-out is afterwards.

    Args:
        before: (M,), the state before.
        states: dict of a name to (M,), the state after, or to None.
        B: (N, M), the read-out.
        x: (N,), the observation that forces.

    Returns:
        (two Axes, alternative text).
    """
    B, before = as_array(B), as_array(before)
    _, axes = new_figure(1, 2, width=10.5, height=3.3, width_ratios=(2, 1))
    units, missing = np.arange(1, len(before) + 1), []
    axes[0].plot(units, before, "o", color=DATA, markersize=5, label="before")
    seen = np.arange(1, len(B) + 1)
    axes[1].hlines(as_array(x), seen - 0.25, seen + 0.25, color=REFERENCE, linewidth=2.5, label="observation")
    axes[1].plot(seen, B @ before, "o", color=DATA, markersize=5)
    for (name, state), (colour, mark) in zip(states.items(), ((YOURS, "D"), (MODEL, "x")), strict=False):
        values = None if state is None else numbers_or_none(state, 1)
        if values is None or values.shape != before.shape:
            missing.append(name)
            continue
        axes[0].plot(units, values, mark, color=colour, markersize=6, label=name)
        axes[1].plot(seen, B @ values, mark, color=colour, markersize=6)
    if missing:
        axes[0].margins(y=0.25)  # room above the symbols
        text = f"{', '.join(missing)}: nothing to show yet"
        axes[0].text(0.5, 0.97, text, ha="center", va="top", transform=axes[0].transAxes)
    axes[0].set(xlabel="unit", ylabel="$h$", title="the state")
    axes[1].set(xlabel="variable", xticks=seen, xlim=(0.5, len(B) + 0.5), title="its read-out")
    # Inside a panel a legend would cover units.
    drawn = {label: line for ax in axes for line, label in zip(*ax.get_legend_handles_labels(), strict=True)}
    axes[1].legend(drawn.values(), drawn, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    alt = (
        "Left: the thirty units of a state before and after a forcing. Right: what is read out of them, beside the"
        " observation."
    )
    return axes, alt + (f" Missing: {', '.join(missing)}." if missing else "")


def forcing_curves(sweep, predictability, ceiling, yours=None) -> tuple[np.ndarray, str]:
    """The distance of attractors over the forcing interval, for two kinds of network and two ways of forcing.

    Args:
        sweep: as from `datasets.load_forcing_sweep`.
        predictability: the predictability time in steps, marked.
        ceiling: the distance of a run that has nothing in common with the attractor, drawn as a line.
        yours: (kind, way, interval, distance) of a network that the student trained, or None.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10.5, height=3.8, sharey=True)
    told = []
    for ax, (kind, vanilla) in zip(axes, (("LSTM", 0), ("vanilla", 1)), strict=True):
        # Pale symbols stand a little beside their interval, so that those of one way hide none of the other.
        for way, keep, colour, style, aside in (("replace", 0, MODEL, "-s", 0.95), ("reset", 1, DATA, "--o", 1.05)):
            rows = (sweep["vanilla"] == vanilla) & (sweep["keep"] == keep) & (sweep["clip"] == 0)
            if not rows.any():
                continue
            t, d = sweep["t_forcing"][rows], sweep["d_stsp"][rows]
            ax.plot(aside * t, d, style[-1], color=colour, alpha=0.4, markersize=5)
            intervals = np.unique(t)
            medians = [np.median(d[t == interval]) for interval in intervals]
            ax.plot(intervals, medians, style, color=colour, markersize=5, label=way)
            told += [f"{kind}, {way}: {min(medians):.1f} at best, at {intervals[np.argmin(medians)]:.0f} steps"]
        clipped = (sweep["vanilla"] == vanilla) & (sweep["clip"] > 0)
        if clipped.any():
            t = 1.12 * sweep["t_forcing"][clipped]
            ax.plot(t, sweep["d_stsp"][clipped], "x", color=REFERENCE, markersize=8, label="replace, clipped")
        if yours is not None and yours[0] == kind:
            ax.plot(yours[2], yours[3], "*", color=YOURS, markersize=15, label=f"yours, {yours[1]}")
            told += [f"yours, {kind}, {yours[1]}: ≈ {yours[3]:.1f} at {yours[2]} steps"]
        ax.axvline(predictability, color=MARK, linestyle="--", label="predictability time")
        ax.axhline(ceiling, color=REFERENCE, linestyle=":", label="nothing in common")
        shown = np.unique(sweep["t_forcing"])
        ax.set(xscale="log", yscale="log", xlabel="forcing interval $\\tau$ (steps)", title=kind)
        ax.set_xlim(0.8 * shown[0], 1.3 * shown[-1])
        ax.set_xticks(shown, [f"{interval:.0f}" for interval in shown])
        ax.minorticks_off()
    axes[0].set_ylabel("$D_{stsp}$ (0: equal attractors)")
    # Inside a panel a legend would cover networks.
    drawn = {label: line for ax in axes for line, label in zip(*ax.get_legend_handles_labels(), strict=True)}
    axes[1].legend(drawn.values(), drawn, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes, "Distance of attractors over the forcing interval, log scales. Medians: " + "; ".join(told) + "."


def errors_after_forcing(errors) -> tuple[Axes, str]:
    """The error of free runs over the number of steps since the last forcing.

    Args:
        errors: dict of a name to (T,), root mean square errors after 1, 2, ... steps.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.4)
    for (name, values), (colour, style) in zip(errors.items(), ((MODEL, "-"), (DATA, "--")), strict=False):
        ax.semilogy(np.arange(1, len(values) + 1), values, style, color=colour, linewidth=2, label=name)
    ax.axhline(np.sqrt(2), color=REFERENCE, linestyle=":", label="two unrelated states")
    ax.set(xlabel="steps since the last forcing", ylabel="root mean square error")
    ax.legend(fontsize="small", loc="lower right")
    told = "; ".join(
        f"{name} ≈ {values[0]:.3f} at first, ≈ {values[-1]:.1f} at last" for name, values in errors.items()
    )
    return ax, f"Root mean square error since the last forcing, log scale: {told}."


def window_gradients(lengths, norms) -> tuple[Axes, str]:
    """The norm of the gradient of the last loss over the length of a window, for several trained networks.

    Args:
        lengths: (K,), steps.
        norms: dict of a name to (K,).

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    for (name, values), (colour, style) in zip(
        norms.items(), ((MODEL, "-o"), (DATA, "--s"), (MARK, "-.^")), strict=False
    ):
        ax.semilogy(lengths, values, style, color=colour, linewidth=2, label=name)
    ax.set(xlabel="steps between the forcing and the loss", ylabel="norm of the gradient")
    ax.legend(fontsize="small", loc="upper left")
    told = "; ".join(f"{name} from ≈ {values[0]:.1g} to ≈ {values[-1]:.1g}" for name, values in norms.items())
    return ax, f"Norm of the gradient of the last loss over the length of the window, log scale: {told}."
