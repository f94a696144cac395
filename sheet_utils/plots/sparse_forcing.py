"""Pictures of sparse teacher forcing: the forced run, what a reset does to gradients and losses, and predictions.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    GREEN,
    MARK,
    MODEL,
    REFERENCE,
    RUNS_AWAY,
    SKY,
    YOURS,
    Axes,
    as_array,
    before_it_runs_away,
    new_figure,
    nothing_yet,
    numbers_or_none,
    words_in,
)
from sheet_utils.plots.reconstruction import orbit_in_box

#: Line style by forcing interval, in the order in which intervals are given.
STYLES = ((DATA, "-"), (SKY, "--"), (GREEN, "-."), (MODEL, "-"), (REFERENCE, ":"), (MARK, "-"))


def _drawn(ax, Z, states, colour):
    """The steps of a forced run as pieces of a line, broken where the state was changed between two steps.

    Z[t] is the state after the step from t, so it stands over t + 1; the step itself began at states[t], over t.

    Returns:
        The times at which the line is broken, t = 0 among them.
    """
    begin, end = np.array([state[0, 0] for state in states]), Z[:, 0, 0]
    breaks = [0] + [t for t in range(1, len(end)) if abs(begin[t] - end[t - 1]) > 1e-9]
    for first, last in zip(breaks, [*breaks[1:], len(end)], strict=True):
        ax.plot(np.arange(first, last + 1), np.r_[begin[first], end[first:last]], color=colour, linewidth=2)
    ax.plot(breaks, begin[breaks], "D", color=colour, markersize=6, markeredgecolor="black", zorder=4)
    return breaks


def forced_runs(x, t_forcing, runs, expected=None) -> tuple[np.ndarray, str]:
    """Forced runs beside the observations: where each is reset, from where it goes on, and how far it drifts.

    The first unit of the first sequence is drawn. Below the runs stands the error of the last one.

    Args:
        x: the observations that force, (T, B, N).
        t_forcing: steps between two resets.
        runs: dict of a name to (Z, states): (T, B, M), the states after each step, and the T states (B, M) from which
            the steps were made; Z is None where there is none yet.
        expected: (T, B, M), the reference result for the first run, or None.

    Returns:
        (one Axes for each run and one more, alternative text).
    """
    x = as_array(x)[:, 0, 0]
    T = len(x)
    _, axes = new_figure(len(runs) + 1, 1, height=2.3 * len(runs) + 1.8, sharex=True)
    error, shown = None, []
    for ax, (name, (Z, states)) in zip(axes, runs.items(), strict=False):
        ax.plot(np.arange(T), x, ".", color=DATA, markersize=4, label="observation $x_t$")
        Z = numbers_or_none(Z, 3)
        error = None
        if Z is None:
            nothing_yet(ax, "your forced run", height=0.9)
        elif len(Z) != T:
            words_in(ax, f"your forced run has {len(Z)} states, not {T}", height=0.9)
        else:
            complete = len(states) == T and all(tuple(state.shape) == Z.shape[1:] for state in states)
            states = [as_array(state) for state in states] if complete else None
            if complete:
                breaks = _drawn(ax, Z, states, YOURS)
                shown.append(f"{name}: the line is broken at {len(breaks) - 1} later steps")
            else:
                ax.plot(np.arange(1, T + 1), Z[:, 0, 0], color=YOURS, linewidth=2)
            ax.plot([], [], "-D", color=YOURS, markeredgecolor="black", label="your run; ◆ reset")
            if expected is not None and ax is axes[0]:
                ax.plot(np.arange(1, T + 1), as_array(expected)[:, 0, 0], "--", color=REFERENCE, linewidth=0.8,
                        label="reference result")  # fmt: skip
            error = Z[:-1, 0, 0] - x[1:]
        ax.set(ylabel="first read-out unit", title=name, ylim=(-1.9 * np.abs(x).max(), 1.3 * np.abs(x).max()))
        ax.legend(loc="lower right", ncols=3, fontsize="small")
    if error is None:
        axes[-1].text(0.5, 0.5, "the error: nothing to show yet", ha="center", transform=axes[-1].transAxes)
    else:
        axes[-1].plot(np.arange(1, T), error, color=YOURS, linewidth=1.5)
        axes[-1].axhline(0, color=REFERENCE, linewidth=0.6)
    axes[-1].set(xlabel="step t", ylabel="prediction\n− observation", ylim=(-0.16, 0.16), title=f"{name}: the error")
    for ax in axes:
        for t in range(0, T, t_forcing):
            ax.axvline(t, color=MARK, linewidth=0.8, linestyle=":")
    alt = (
        f"First read-out unit over {T} steps: dots for the observations, dotted lines every {t_forcing} steps, and "
        f"your forced runs, one panel per network, with the error of the last one below. {'; '.join(shown)}"
    )
    return axes, f"{alt}." if shown else alt.replace("your forced runs, one", "no forced run yet, one").strip()


def first_steps(losses, norms, clip) -> tuple[np.ndarray, str]:
    """The loss and the gradient norm of the first steps of a training, and the norm at which gradients are clipped.

    Args:
        losses, norms: (steps,) each, or None where nothing was trained.
        clip: the largest norm that is left as it is.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, height=3.0)
    for ax, values, label in zip(axes, (losses, norms), ("loss", "norm of the gradient"), strict=True):
        values = numbers_or_none(values, 1) if values is not None else None
        if values is None:
            nothing_yet(ax, "your training")
        else:
            ax.semilogy(np.arange(1, len(values) + 1), values, color=YOURS, linewidth=1.2)
        ax.set(xlabel="training step", ylabel=label)
    if axes[1].lines:
        axes[1].axhline(clip, color=MARK, linestyle="--", label="clipped to this")
        axes[1].legend(fontsize="small", loc="upper right")
    if not (axes[0].lines and axes[1].lines):
        return axes, "Two panels for the loss and the gradient norm of your training: nothing to show yet."
    return axes, "Loss and gradient norm over the first training steps on log scales; a dashed line marks the clip."


def error_since_reset(errors, noise) -> tuple[Axes, str]:
    """The error of a forced run over the number of steps since the last reset.

    Args:
        errors: (t_forcing,), root mean square errors 1, 2, ... steps after a reset, or None.
        noise: standard deviation of the observations' noise, marked.

    Returns:
        (Axes, alternative text).
    """
    errors = None if errors is None else numbers_or_none(errors, 1)
    _, ax = new_figure(height=3.0)
    ax.set(xlabel="steps since the last reset", ylabel="root mean square error")
    if errors is None:
        nothing_yet(ax, "the error of your forced run")
        return ax, "A panel for the error of your forced run over the steps since the last reset: nothing to show yet."
    steps = np.arange(1, len(errors) + 1)
    ax.plot(steps, errors, "o-", color=YOURS, label="your forced run, trained network")
    ax.axhline(noise, color=MARK, linestyle="--", label="noise of one observation")
    ax.set(xticks=steps, ylim=(0, 1.25 * np.nanmax(errors)))
    ax.legend(fontsize="small", loc="lower right")
    return ax, "Root mean square error over the steps since the last reset, with the noise of an observation as a line."


def own_orbit(true, Z, N) -> tuple[list[Axes], str]:
    """The data's attractor beside the first three units of a free run, and both first variables over time.

    Args:
        true: (T, 3).
        Z: (T', M), or None.
        N: how many units are observed, 3.

    Returns:
        (list of four Axes, alternative text): the data, the network, and the series of each.
    """
    true, Z = as_array(true), numbers_or_none(Z, 2)
    if Z is not None and Z.shape[1] < N:
        Z = None
    figure, _ = new_figure(1, 1, width=8.5, height=6.4)
    figure.clear()
    grid = figure.add_gridspec(3, 2, height_ratios=(3, 1, 1))
    box = 1.1 * np.abs(true[:5000]).max()
    panels = (("data", true, DATA), ("your network", Z, YOURS))
    axes = []
    for column, (title, orbit, colour) in enumerate(panels):
        ax = figure.add_subplot(grid[0, column], projection="3d")
        if orbit is not None:
            orbit_in_box(ax, orbit[:5000, :3], box, colour)
        ax.set(title=title if orbit is not None else f"{title}: nothing to show yet", xlabel="$x_1$", ylabel="$x_2$")
        ax.set(zlabel="$x_3$", xlim=(-box, box), ylim=(-box, box), zlim=(-box, box))
        ax.locator_params(nbins=4)
        axes.append(ax)
    for row, (title, orbit, colour) in enumerate(panels, start=1):
        ax = figure.add_subplot(grid[row, :])
        if orbit is None:
            nothing_yet(ax, "your orbit")
        else:
            first = np.clip(before_it_runs_away(orbit[:2500, 0]), -box, box)
            ax.plot(0.01 * np.arange(len(first)), first, color=colour, linewidth=1)
            if len(first) < len(orbit[:2500]):
                words_in(ax, RUNS_AWAY)
        ax.set(ylabel=f"{title}, $x_1$" if row == 1 else "network, $z_1$", ylim=(-box, box))
        axes.append(ax)
    axes[-1].set_xlabel("time")
    shown = "the network's own orbit in the same box" if Z is not None else "an empty box, since there is no orbit yet"
    return (
        axes,
        f"Left the Lorenz data with its two wings, right {shown}. Below, first variables over 25 units of time.",
    )


def reset_products(norms, yours=None, reference=None, t_forcing=16) -> tuple[np.ndarray, str]:
    """Norms of Jacobian products along one orbit, free and with resets, on a log scale.

    Args:
        norms: dict of a forcing interval (None: never) to (T,), the student's norms on the trained network; or None.
        yours, reference: (T,) on the stored stretch, to see whether they agree, or None.
        t_forcing: the interval of that stretch.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.9, width_ratios=(1, 1.5))
    decades = lambda values: np.log10(np.where(values > 0, values, np.nan))
    yours = None if yours is None else numbers_or_none(yours, 1)
    if yours is None:
        nothing_yet(axes[0], "your norms")
    else:
        steps = np.arange(1, len(yours) + 1)
        axes[0].plot(steps, decades(yours), color=YOURS, linewidth=4, alpha=0.6, label="yours")
        axes[0].plot(steps, decades(as_array(reference)), "--", color=REFERENCE, linewidth=1, label="reference")
        axes[0].legend(fontsize="small")
    axes[0].set(title=f"a stored network, $\\tau_f = {t_forcing}$", ylabel=r"$\log_{10}$ of the spectral norm")
    drawn = {}
    for (interval, values), (colour, style) in zip((norms or {}).items(), STYLES, strict=False):
        values = numbers_or_none(values, 1) if values is not None else None
        if values is not None:
            drawn[interval] = values
            name = "never reset" if interval is None else f"$\\tau_f = {interval}$"
            axes[1].plot(np.arange(1, len(values) + 1), decades(values), style, color=colour, linewidth=1.6, label=name)
    if drawn:
        axes[1].legend(fontsize="small", loc="lower left")
        axes[1].axhline(0, color=REFERENCE, linewidth=0.5)
    else:
        nothing_yet(axes[1], "your norms")
    axes[1].set_title("your trained network")
    for ax in axes:
        ax.set_xlabel("factors in the product")
    alt = "Two panels for the norms of Jacobian products over the number of factors, on a log scale."
    if yours is None and not drawn:
        return axes, f"{alt} Nothing to show yet."
    return axes, f"{alt} {len(drawn)} forcing intervals are drawn for the trained network."


def loss_along_line(shifts, losses, sizes) -> tuple[np.ndarray, str]:
    """The loss along a straight line through the trained parameters, one curve per forcing interval.

    Args:
        shifts: (K,), positions on the line, 0 at the trained parameters.
        losses: dict of a forcing interval to (K,).
        sizes: dict of a forcing interval to the norms of gradients on several batches at shift 0.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.9, width_ratios=(1.5, 1))
    for (interval, values), (colour, style) in zip(losses.items(), STYLES, strict=False):
        axes[0].semilogy(100 * shifts, values, style, color=colour, linewidth=1.4, label=f"$\\tau_f = {interval}$")
    axes[0].set(xlabel="shift of every weight matrix and bias, per cent of its norm", ylabel="loss")
    finite = [value for values in losses.values() for value in as_array(values) if np.isfinite(value) and value > 0]
    axes[0].set_ylim(min(finite, default=1.0) / 2, 50)
    axes[0].legend(fontsize="small", ncols=len(losses), loc="upper center")
    intervals = list(sizes)
    low, middle, high = (np.array([np.quantile(sizes[i], q) for i in intervals]) for q in (0.05, 0.5, 0.95))
    axes[1].fill_between(intervals, low, high, color=MODEL, alpha=0.25, linewidth=0, label="90 % of the batches")
    axes[1].loglog(intervals, middle, "o-", color=MODEL, label="median")
    axes[1].axhline(0.01, color=MARK, linestyle="--", label="clip of the training")
    axes[1].set(xlabel="forcing interval $\\tau_f$ (steps)", ylabel="norm of the gradient, not clipped")
    axes[1].set_xticks(intervals, [str(i) for i in intervals])
    axes[1].minorticks_off()
    axes[1].legend(fontsize="small")
    alt = "Left, the loss along a line through the trained parameters, one curve per forcing interval. Right, the norm "
    return axes, f"{alt}of the unclipped gradient over the forcing interval, with the training's clip as a dashed line."


def prediction_error(true, predicted, threshold, held, dt=0.01, lam=0.906) -> tuple[np.ndarray, str]:
    """A prediction over the truth, and its error, over time in Lyapunov times.

    Args:
        true, predicted: (T, N) each; predicted may be None.
        threshold: the error at which a prediction ends.
        held: how many Lyapunov times it held by the student's function, or None.
        dt, lam: time between two rows, and the exponent in nats per unit of time.

    Returns:
        (two Axes, alternative text).
    """
    true = as_array(true)
    predicted = None if predicted is None else numbers_or_none(predicted, 2)
    _, axes = new_figure(2, 1, height=4.4, sharex=True)
    times = dt * lam * np.arange(len(true))
    axes[0].plot(times, true[:, 0], color=DATA, linewidth=1.4, label="data")
    axes[1].axhline(threshold, color=MARK, linestyle="--", linewidth=1, label="threshold")
    axes[1].axvspan(0, 20 * dt * lam, color=MARK, alpha=0.15, label="look-ahead of the first observation")
    if predicted is None or predicted.shape != true.shape:
        nothing_yet(axes[1], "your prediction")
    else:
        axes[0].plot(times, predicted[:, 0], "--", color=YOURS, linewidth=1.8, label="your network")
        error = np.sqrt(((predicted - true) ** 2).mean(axis=1))
        axes[1].semilogy(times, error, color=YOURS, linewidth=1.6, label="error")
    held = None if held is None else numbers_or_none(held, 0)
    for ax in axes:
        if held is not None:
            ax.axvline(float(held), color=REFERENCE, linewidth=1.2, label="your valid time" if ax is axes[1] else None)
    axes[0].set(ylabel="first variable", ylim=(-1.4 * np.abs(true[:, 0]).max(), 1.4 * np.abs(true[:, 0]).max()))
    axes[1].set(xlabel="time in Lyapunov times", ylabel="root mean square error")
    axes[0].legend(fontsize="small", ncols=2, loc="lower left")
    axes[1].legend(fontsize="small", ncols=2, loc="lower right")
    if not any(line.get_label() == "error" for line in axes[1].lines):
        return (
            axes,
            "Above, the first variable of the data; below, a threshold of the error. No prediction yet.",
        )
    return axes, "Above, the first variable of data and prediction; below, the error on a log scale with its threshold."


def valid_times(times, guess=None) -> tuple[Axes, str]:
    """How long predictions from many initial conditions held.

    Args:
        times: dict of a name to (K,), in Lyapunov times; or None where there are none yet.
        guess: the student's guess, marked, or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.2)
    if not times:
        nothing_yet(ax, "your valid times")
    else:
        top = max(np.max(values) for values in times.values())
        bins = np.linspace(0, max(top, 1e-9), 31)
        styles = ((YOURS, "-", 0.5), (REFERENCE, "--", 0.0))
        for (name, values), (colour, style, alpha) in zip(times.items(), styles, strict=False):
            ax.hist(values, bins, color=(colour, alpha), edgecolor=colour, linestyle=style, linewidth=1.3,
                    label=f"{name}, median {np.median(values):.1f}", histtype="stepfilled")  # fmt: skip
    if guess is not None:
        ax.axvline(guess, color=MARK, linestyle="-.", linewidth=1.8, label="your guess")
    if times or guess is not None:
        ax.legend(fontsize="small")
    ax.set(xlabel="valid prediction time in Lyapunov times", ylabel="initial conditions")
    if not times:
        return (
            ax,
            "A panel for how many Lyapunov times your predictions held: nothing to show yet.",
        )
    return ax, "A histogram of how many Lyapunov times predictions from many initial conditions held."


def distance_over_interval(tau, d_stsp, floor, ceiling, predictability) -> tuple[Axes, str]:
    """How far the attractors of many networks are from the true one, over the forcing interval they were trained with.

    Args:
        tau: (models,), forcing intervals in steps.
        d_stsp: (models,), distances in state space, in nats; one that is not finite is drawn at the ceiling.
        floor, ceiling: the distance of two stretches of the true system, and of a network that ends on a fixed point.
        predictability: the predictability time in steps, marked.

    Returns:
        (Axes, alternative text).
    """
    tau, values = as_array(tau), as_array(d_stsp)
    values = np.where(np.isfinite(values), values, ceiling)
    _, ax = new_figure(height=3.6)
    ax.loglog(tau, values, "o", color=DATA, alpha=0.5, markersize=4, label="one network")
    intervals = np.unique(tau)
    ax.loglog(intervals, [np.median(values[tau == t]) for t in intervals], "-s", color=MODEL, markersize=5,
              label="median of ten")  # fmt: skip
    ax.axhline(floor, color=REFERENCE, linestyle="--", linewidth=1, label="two stretches of the true system")
    ax.axhline(ceiling, color=REFERENCE, linestyle="-.", linewidth=1, label="a fixed point")
    ax.axvline(predictability, color=MARK, linestyle=":", linewidth=1.6, label="predictability time")
    ticks = [0.01, 0.1, 1, 10]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks(intervals, [f"{t:.0f}" for t in intervals])
    ax.minorticks_off()
    ax.set(xlabel="forcing interval $\\tau_f$ (steps)", ylabel="distance $D_\\mathrm{stsp}$", ylim=(0.012, 30))
    # Above the axes, since both lines lie at the ends of the scale, where a legend inside would cover one.
    ax.legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 1.01), ncols=3)
    return ax, (
        "Distance from the true attractor over the forcing interval: one dot per network, a line of medians, "
        "and lines for two stretches of the true system, for a fixed point and for the predictability time."
    )
