"""Pictures of exponents: norms of Jacobian products, spectra, exponents over a parameter."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    GREEN,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    new_figure,
    numbers_or_none,
    placeholder,
)


def jacobian_norms(norms, growth, limit, lam) -> tuple[Axes, str]:
    """Norms of a Jacobian product on a log scale, beside the growth of one perturbation and a rate.

    Args:
        norms: (T,), the student's spectral norms of the products of the first 1, 2, ... T Jacobians; inf after
            overflow. None where there are none yet.
        growth: (T,), natural logarithms of how often one perturbation has grown along the same orbit.
        limit: the largest number of the floating-point type, marked.
        lam: exponent in nats per step, for the predicted line.

    Returns:
        (Axes, alternative text).
    """
    norms = numbers_or_none(norms, 1)
    if norms is None:
        return placeholder("Your norms appear here once naive_max_lyapunov_exponent returns them.")
    growth = as_array(growth)
    steps = np.arange(1, len(growth) + 1)
    _, ax = new_figure(height=3.6)
    # Everything in powers of ten by hand: exp(lam * T) has no place in a float64 axis either, for long T.
    to_decades = 1 / np.log(10)
    with np.errstate(divide="ignore", invalid="ignore"):
        decades = np.log10(norms)
    shown = np.isfinite(decades)
    ax.plot(steps[: len(norms)][shown], decades[shown], color=YOURS, linewidth=2.5, label="your norms")
    ax.plot(steps, to_decades * growth, "--", color=REFERENCE, linewidth=1, label="one perturbation, in logarithms")
    ax.plot(steps, lam * steps * to_decades, ":", color=DATA, linewidth=1.5, label="exp(λt) of the Lorenz system")
    ax.axhline(np.log10(limit), color=MARK, linewidth=1, linestyle="-.", label="largest number of the format")
    alt = "Your norms of the Jacobian product on a log scale, beside the growth of one perturbation"
    if shown.any() and not shown.all():
        ax.axvline(steps[: len(norms)][~shown][0], color=MARK, linewidth=1, label="your first infinite norm")
        alt += f"; they end at step ≈ {steps[: len(norms)][~shown][0]}"
    ax.set(xlabel="number of factors t", ylabel=r"$\log_{10}$ of the growth")
    # Above the curves and below the limit, away from the step at which they end.
    ax.legend(loc="upper left", bbox_to_anchor=(0, 0.86), fontsize="small")
    return ax, f"{alt}."


def parting(first, second, lam, far) -> list[Axes]:
    """Two orbits of nearly the same start: one variable of both, and their distance on a log scale.

    Args:
        first, second: (T, N), the two orbits.
        lam: exponent in nats per step, for the growth that it predicts.
        far: the distance at which prediction ends; it is marked.

    Returns:
        The two Axes.
    """
    first, second = as_array(first), as_array(second)
    steps = np.arange(len(first))
    _, axes = new_figure(2, 1, height=4.6, sharex=True)
    axes[0].plot(steps, first[:, 0], color=DATA, linewidth=1.2, label="one orbit")
    axes[0].plot(steps, second[:, 0], "--", color=MODEL, linewidth=1.2, label="its neighbour")
    axes[0].set_ylabel("first variable")
    axes[0].legend(loc="lower left", bbox_to_anchor=(0, 1.01), ncols=2, fontsize="small")  # it would cover peaks inside
    distance = np.linalg.norm(second - first, axis=1)
    # Equal numbers have no logarithm.
    apart = np.where(distance > 0, distance, np.nan)
    axes[1].semilogy(steps, apart, color=GREEN, linewidth=1.8, label="distance")
    grown = distance[0] * np.exp(np.minimum(lam * steps, 300))
    axes[1].semilogy(steps, np.where(grown < 10 * far, grown, np.nan), ":", color=REFERENCE, label="grows at rate λ")
    axes[1].axhline(far, color=MARK, linestyle="-.", linewidth=1, label=f"distance {far:g}")
    gone = np.flatnonzero(distance > far)
    for ax in axes:
        if len(gone):
            ax.axvline(gone[0], color=MARK, linestyle="-.", linewidth=1)
    axes[1].set(xlabel="step t", ylabel="distance")
    axes[1].minorticks_off()  # over ten decades they cannot be read, and they take most of the time
    axes[1].legend(loc="lower left", bbox_to_anchor=(0, 1.01), ncols=3, fontsize="small")
    return list(axes)


def exponents_over_gain(table, yours=None, lines=()) -> Axes:
    """The largest exponent of random networks over their gain.

    Args:
        table: dict of a width to (gains, low, median, high).
        yours: a pair (gains, exponents), or None.
        lines: triples (gains, exponents, label), drawn as dotted curves.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    styles = zip((DATA, MODEL, REFERENCE), ("o-", "s--", "^:"), strict=True)
    for (width, (gains, low, middle, high)), (colour, style) in zip(table.items(), styles, strict=False):
        ax.fill_between(gains, low, high, color=colour, alpha=0.2, linewidth=0)
        ax.plot(gains, middle, style, color=colour, markersize=4, label=f"N = {width}")
    if yours is not None:
        ax.plot(*yours, "D", color=YOURS, markersize=6, label="yours, one network each")
    for gains, exponents, label in lines:
        ax.plot(gains, exponents, "-.", color=MARK, linewidth=1.5, label=label)
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="gain $g$", ylabel="exponent, nats per step", xscale="log")
    ticks = [0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.legend(fontsize="small")
    return ax


def spectra(groups) -> Axes:
    """Whole Lyapunov spectra over the exponent's index, as a share of the width.

    Args:
        groups: dict of a label to (N,), sorted from the largest to the smallest.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.2)
    styles = zip((DATA, MODEL, REFERENCE), ("-", "--", ":"), strict=True)
    for (label, values), (colour, style) in zip(groups.items(), styles, strict=False):
        values = as_array(values)
        ax.plot((np.arange(len(values)) + 0.5) / len(values), values, style, color=colour, label=label)
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent / N", ylabel="nats per step", ylim=(-4, 1))
    ax.legend(fontsize="small")
    return ax
