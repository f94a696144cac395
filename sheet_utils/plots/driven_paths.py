"""Pictures of driven networks as paths: hidden units from several initial conditions, and averages over paths."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, Axes, as_array, new_figure

#: A standard error below this, in nats per step, is drawn in the lower of two panels: the paths are one and the same.
NEGLIGIBLE = 1e-6


def driven_paths(paths) -> tuple[Axes, str]:
    """One hidden unit of several networks, from several initial conditions and under two inputs.

    Vogt et al. (2022), Figure 1 A to C.

    Args:
        paths: dict of a label to (T + 1, 2, S), a hidden unit under two inputs from S initial conditions.

    Returns:
        (Axes, alternative text).
    """
    _, axes = new_figure(len(paths), 1, width=6.5, height=1.4 * len(paths), sharex=True, sharey=True)
    apart = []
    for ax, (label, values) in zip(np.ravel(axes), paths.items(), strict=True):
        values = as_array(values)
        for which, (name, colour, style) in enumerate((("first input", DATA, "-"), ("second input", MODEL, "--"))):
            lines = ax.plot(values[:, which], style, color=colour, linewidth=0.7)
            lines[0].set_label(name)
        apart.append(f"{label}: ≈ {np.ptp(values[-1, 0]):.1g}")
        ax.set(ylabel="a hidden unit", ylim=(-1.08, 1.08))
        ax.set_title(label, loc="left", fontsize="medium")
    axes[0].legend(loc="lower left", bbox_to_anchor=(0.3, 1.0), ncols=2, fontsize="small")
    axes[-1].set(xlabel="step", xlim=(0, len(values) - 1))
    alt = f"One hidden unit from {values.shape[2]} initial conditions under each of two inputs, one panel per network."
    return axes, f"{alt} Distance of the paths under the first input at the last step: {'; '.join(apart)}."


def averaging_errors(errors) -> tuple[Axes, str]:
    """Standard errors of an exponent over the number of paths in the average, on log axes broken in the middle.

    Args:
        errors: dict of a label to (numbers, standard errors), (k,) each.

    Returns:
        (Axes, alternative text).
    """
    _, axes = new_figure(2, 1, height=4.6, sharex=True, height_ratios=(3, 1))
    styles = zip((DATA, DATA, MODEL, MODEL), ("o-", "o--", "s-", "s--"), strict=True)
    sizes = []
    for (label, (numbers, values)), (colour, style) in zip(errors.items(), styles, strict=False):
        numbers, values = np.asarray(numbers, dtype=float), np.maximum(as_array(values), 1e-17)
        for ax in axes:
            ax.loglog(numbers, values, style, color=colour, label=label, markersize=5, fillstyle="none")
        if values[0] > NEGLIGIBLE:
            axes[0].loglog(numbers, values[0] / np.sqrt(numbers), ":", color=REFERENCE, linewidth=1)
        sizes.append(f"{label}: from ≈ {values[0]:.0e} to ≈ {values[-1]:.0e}")
    axes[0].plot([], [], ":", color=REFERENCE, label=r"$1/\sqrt{n}$")
    axes[0].set(ylim=(1e-3, 0.2), ylabel="standard error, nats per step")
    axes[0].legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, fontsize="small")
    axes[1].set(ylim=(1e-17, NEGLIGIBLE), xlabel="number n of paths in the average")
    axes[1].set_xticks(numbers, [f"{number:g}" for number in numbers])
    axes[1].minorticks_off()
    return axes, f"Standard error of the largest exponent over the number of paths, log axes. {'; '.join(sizes)}."


def errors_in_time(times, shared, spread) -> tuple[Axes, str]:
    """Two errors of an exponent over the number of steps, on two log axes.

    Args:
        times: (n,), numbers of steps.
        shared: (n,), the error that the mean over many paths has.
        spread: (n,), the standard deviation over paths.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    times = np.asarray(times, dtype=float)
    middle = len(times) // 2
    for values, power, colour, marker, label in (
        (spread, -0.5, DATA, "o", "spread over paths"),
        (shared, -1.0, MODEL, "s", "error that all paths share"),
    ):
        values = as_array(values)
        ax.loglog(times, values, marker, color=colour, markersize=5, label=label)
        name = {-0.5: r"$1/\sqrt{T}$", -1.0: "$1/T$"}[power]
        style = {-0.5: ":", -1.0: "--"}[power]
        ax.loglog(times, values[middle] * (times / times[middle]) ** power, style, color=REFERENCE, label=name)
    ax.set(xlabel="number of steps T", ylabel="error, nats per step")
    ax.legend(fontsize="small")
    alt = (
        "Errors of the largest exponent over the number of steps on log axes: the spread over paths beside a line that "
    )
    return ax, alt + "falls like one over the root of T, and the error that all paths share beside one over T."


def width_dependence(widths, groups, level) -> tuple[Axes, str]:
    """The largest exponent of untrained networks over their width, with the spread over networks.

    Args:
        widths: (n,), numbers of units.
        groups: dict of a label to (n, seeds), exponents in nats per step.
        level: the exponent that the theory of wide networks predicts; None where it is not to be seen yet.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.4)
    for (label, values), (colour, marker, shift) in zip(
        groups.items(), ((DATA, "o", 0.97), (MODEL, "s", 1.03)), strict=False
    ):
        values = as_array(values)
        bars = values.std(axis=1, ddof=1)
        shifted = shift * np.asarray(widths)
        ax.errorbar(shifted, values.mean(axis=1), bars, fmt=marker, color=colour, capsize=3, label=label)
    if level is not None:
        ax.axhline(level, color=REFERENCE, linestyle="--", linewidth=1, label="theory of wide networks, at rest")
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="units H", ylabel="largest exponent, nats per step", xscale="log")
    ax.set_xticks(widths, [str(width) for width in widths])
    ax.minorticks_off()
    ax.legend(fontsize="small")
    alt = "Largest exponents of untrained networks over their width, with error bars over networks"
    return ax, alt + ("." if level is None else f", and a dashed line at {level:.2f}.")
