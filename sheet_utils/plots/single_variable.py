"""Pictures of a network that sees one variable: what it has to remember. Each returns (Axes, alternative text)."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    RUNS_AWAY,
    YOURS,
    as_array,
    before_it_runs_away,
    new_figure,
    placeholder,
    words_in,
)


def one_present(series, value=0.5, before=15, after=40, examples=12, steps=5000, lag=10) -> tuple[np.ndarray, str]:
    """One variable against its own future, and the past and future of moments at which it has the same value.

    Args:
        series: (T,), the variable.
        value: the present value that the moments share.
        before, after: steps drawn before and after such a moment.
        examples: number of moments.
        steps: points of the left panel.
        lag: steps between abscissa and ordinate of the left panel.

    Returns:
        (two Axes, alternative text).
    """
    series = as_array(series)
    _, axes = new_figure(1, 2, width=9.0, height=3.6, width_ratios=(1, 1.5))
    axes[0].plot(series[:steps], series[lag : steps + lag], color=DATA, linewidth=0.5)
    axes[0].axvline(value, color=MARK, linestyle="--", linewidth=1.5)
    axes[0].set(xlabel="$x_t$", ylabel=f"$x_{{t + {lag}}}$", aspect="equal")
    here, following = series[before : -after - 1], series[before + 1 : -after]
    crossings = before + np.flatnonzero((here - value) * (following - value) < 0)
    # Moments that follow each other closely belong to one turn: take them from all over the series.
    chosen = crossings[np.linspace(0, len(crossings) - 1, examples).astype(int)]
    time = np.arange(-before, after + 1)
    for moment in chosen:
        axes[1].plot(time, series[moment - before : moment + after + 1], color=DATA, linewidth=1)
    axes[1].axvline(0, color=REFERENCE, linestyle=":", linewidth=1)
    axes[1].plot(0, value, "o", color=MARK, markersize=8, label=f"now, $x = {value}$")
    axes[1].set(xlabel="steps from now", ylabel="$x$")
    axes[1].legend(loc="lower left", fontsize="small")
    alt = (
        f"Left, the value {lag} steps later over the present value: two loops, and several values along the dashed "
        f"line at {value}. Right, {examples} stretches of the series through that value: they come from different "
        "pasts and spread out over different futures."
    )
    return axes, alt


def agreement(yours, reference, distances, tolerance, t_warmup=None) -> tuple:
    """How fast two copies of a network agree that are forced with the same data.

    Args:
        yours: (T,), the student's result for the stored pair of states, or None.
        reference: (T,), the right result for it.
        distances: dict of a label to (pairs, T), the student's distances for many pairs of states, or to None.
        tolerance: the distance that counts as agreement.
        t_warmup: the chosen length of the warm-up, marked; or None.

    Returns:
        (two Axes, alternative text); a placeholder where there is no result yet.
    """
    if yours is None or any(value is None for value in distances.values()):
        ax, alt = placeholder("The distances appear here once synchronisation returns T numbers.")
        return ax, alt
    _, axes = new_figure(1, 2, width=9.0, height=3.4, sharey=True, width_ratios=(1, 1.3))
    yours, reference = as_array(yours), as_array(reference)
    axes[0].semilogy(np.arange(1, len(yours) + 1), yours, color=YOURS, linewidth=4, alpha=0.7, label="yours")
    axes[0].semilogy(np.arange(1, len(reference) + 1), reference, "--", color=REFERENCE, linewidth=1.2,
                     label="reference")  # fmt: skip
    axes[0].set_title("one stored pair", fontsize="medium")
    medians = {}
    for (label, values), colour, style in zip(distances.items(), (DATA, MODEL), ("-", "-."), strict=False):
        values = as_array(values)
        steps = np.arange(1, values.shape[1] + 1)
        axes[1].semilogy(steps, values.T, color=colour, linewidth=0.5, alpha=0.25)
        axes[1].semilogy(steps, np.median(values, axis=0), style, color=colour, linewidth=2.2, label=label)
        medians[label] = first_agreement(values, tolerance)
    axes[1].set_title("your function, many pairs; thick: the median", fontsize="medium")
    for ax, drawn in zip(axes, ([yours], distances.values()), strict=True):
        unseen = [words for words in map(_unseen, drawn) if words]
        if unseen:
            words_in(ax, f"yours: {unseen[0]}", height=0.1)
        ax.axhline(tolerance, color=REFERENCE, linestyle=":", linewidth=1)
        ax.set(xlabel="forced steps")
    if t_warmup is not None:
        axes[1].axvline(t_warmup, color=MARK, linestyle="--", label=f"$T_W = {t_warmup}$")
    axes[0].set(ylabel="distance of the two copies", ylim=(1e-6, 30))
    axes[0].legend(fontsize="small")
    axes[1].legend(fontsize="small", loc="upper right")
    told = ", ".join(
        f"{label} ≈ {step} steps" if step is not None else f"{label} never" for label, step in medians.items()
    )
    alt = f"Distances of copies over forced steps on a log scale; the median reaches {tolerance}: {told}."
    return axes, alt


def _unseen(distances):
    """Words about distances that a logarithmic axis cannot show; none where it shows them."""
    distances = as_array(distances)
    if (distances < 0).any():
        return "some are below 0"
    return "" if (distances > 0).any() else "0 at every step" if (distances == 0).all() else "no numbers"


def first_agreement(distances, tolerance) -> int | None:
    """The number of forced steps after which the median distance stays below a tolerance.

    Args:
        distances: (pairs, T), distances after 1, 2, ... forced steps.
        tolerance: the distance that counts as agreement.

    Returns:
        The number of steps, from 1 on; None where the last distance is not below the tolerance.
    """
    above = np.flatnonzero(~(np.abs(np.median(as_array(distances), axis=0)) < tolerance))
    last = above[-1] + 1 if len(above) else 0
    return None if last == as_array(distances).shape[1] else int(last) + 1


def cold_start(losses, errors, t_warmup, smoothing=100) -> tuple[np.ndarray, str]:
    """The training loss, and the error of a trained network over the steps since its hidden units were zero.

    Args:
        losses: (steps,), of the training.
        errors: (T,), root mean square errors of the prediction after 1, 2, ... forced steps; None where they are
            missing.
        t_warmup: length of the warm-up, marked.
        smoothing: steps over which the loss is averaged.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.0, height=3.2)
    losses = as_array(losses)
    if len(losses) > smoothing:
        mean = np.convolve(losses, np.ones(smoothing) / smoothing, mode="valid")
        axes[0].semilogy(np.arange(smoothing - 1, len(losses)) / 1000, mean, color=MODEL)
    axes[0].set(xlabel="training step, in thousands", ylabel=f"loss, mean of {smoothing} steps")
    axes[1].set(xlabel="forced steps since the hidden units were zero", ylabel="error of one prediction")
    ends = f"from ≈ {losses[:smoothing].mean():.1g} to ≈ {losses[-smoothing:].mean():.1g}" if len(losses) else "missing"
    alt = f"Left, the training loss on a log scale, {ends}. "
    if errors is None:
        words_in(axes[1], "process_sequence_with_warmup is missing")
        return axes, alt + "Right, nothing yet."
    errors = as_array(errors)
    axes[1].semilogy(np.arange(1, len(errors) + 1), errors, color=YOURS, linewidth=2)
    axes[1].axvline(t_warmup, color=MARK, linestyle="--", label=f"$T_W = {t_warmup}$")
    axes[1].legend(fontsize="small")
    return axes, alt + (
        f"Right, the error of one prediction, ≈ {errors[0]:.2g} after the first step and ≈ {errors[-1]:.2g} at the end."
    )


def rebuilt(true, orbit, lag=10, points=8000, steps=2500, dt=0.01) -> tuple:
    """Data and free-running network: their delay plots, and the two series, one below the other.

    Args:
        true: (T,), the test series.
        orbit: (T',), the network's first unit, which starts where `true` starts; None where there is none.
        lag: steps between abscissa and ordinate of the delay plots.
        points, steps: rows drawn in the delay plots and in the series.
        dt: time between two rows.

    Returns:
        (four Axes, alternative text); a placeholder where there is no orbit.
    """
    if orbit is None:
        return placeholder("Your free run appears here once the network has been trained by your functions.")
    true, orbit = as_array(true), as_array(orbit)
    limit = 1.2 * np.abs(true).max()
    _, axes = new_figure(2, 2, width=9.0, height=6.0, height_ratios=(1.6, 1))
    panels = (("data", true, DATA), ("network", orbit, MODEL))
    for (plane, line), (name, values, colour) in zip(axes.T, panels, strict=True):
        shown = np.clip(before_it_runs_away(values), -limit, limit)
        later = shown[lag : points + lag]
        plane.plot(shown[: len(later)], later, color=colour, linewidth=0.4)
        plane.set(title=name, xlabel="$x_t$", ylabel=f"$x_{{t + {lag}}}$", aspect="equal")
        plane.set(xlim=(-limit, limit), ylim=(-limit, limit))
        line.plot(dt * np.arange(min(steps, len(shown))), shown[:steps], color=colour, linewidth=1)
        line.set(xlabel="time", ylabel="first unit" if name == "network" else "$x$", ylim=(-limit, limit))
        if len(shown) < len(values):
            words_in(line, RUNS_AWAY)
    if len(shown) < len(orbit):
        return (
            axes,
            f"Delay plots and series of data and network; after ≈ {len(shown)} steps the network's orbit runs away.",
        )
    sides = "both sides" if orbit.max() > 0.5 > -0.5 > orbit.min() else "one side only"
    alt = f"Delay plots and series of data and network; the network's orbit visits {sides} of the plot."
    return axes, alt
