"""Pictures of spectra of driven networks: over the index with their spread, over time, and their errors."""

import numpy as np

from sheet_utils.plots.frame import DATA, GREEN, MARK, MODEL, REFERENCE, YOURS, Axes, new_figure, numbers_or_none

STYLES = ((DATA, "-"), (MODEL, "--"), (GREEN, "-."), (MARK, ":"))


def spectrum_bands(groups, reference=None, share=True, ylim=None, labels=("the course's", "nats per step")) -> Axes:
    """Spectra over the index: the mean over inputs, and a band of one standard deviation to either side.

    Args:
        groups: dict of a label to (B, k), exponents along B inputs, or (k,).
        reference: dict of a label to (k,), drawn dashed in black; the first of them is named in the legend.
        share: whether the index is drawn as a share of k.
        ylim: limits of the exponents, or None.
        labels: the name of the references, and that of the vertical axis.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    for (label, values), (colour, style) in zip(groups.items(), STYLES, strict=False):
        values = numbers_or_none(values, np.ndim(values))
        if values is None or values.ndim not in (1, 2):
            continue
        values = np.atleast_2d(values)
        x, mean = _index(values.shape[1], share), values.mean(axis=0)
        if len(values) > 1:
            spread = values.std(axis=0, ddof=1)
            ax.fill_between(x, mean - spread, mean + spread, color=colour, alpha=0.25, linewidth=0)
        ax.plot(x, mean, style, color=colour, linewidth=2.2, label=label)
    for number, values in enumerate((reference or {}).values()):
        ax.plot(_index(len(values), share), values, "--", color=REFERENCE, linewidth=1, label=labels[0] * (not number))
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent" + " / number of exponents" * share, ylabel=labels[1], ylim=ylim)
    ax.legend(fontsize="small")
    return ax


def _index(k, share):
    return (np.arange(k) + 0.5) / k if share else np.arange(1, k + 1)


def _off(mean, expected):
    """How far a spectrum is from the reference result, in words; nothing where it lies on it."""
    if len(mean) != len(expected):
        return f": {len(mean)} exponents, {len(expected)} expected"
    apart = float(np.abs(mean - expected).max())
    return f": off by up to {apart:.2g}" if apart > 1e-6 else ""


def own_spectra(own, reference) -> tuple[Axes, str]:
    """A student's spectra of several networks over the index, each beside the reference result in the same colour.

    Args:
        own: dict of a label to (B, k), exponents along B inputs, drawn with a band of one standard deviation; None
            where there are none.
        reference: dict of a label to (k,), dashed; drawn faintly where nothing of the student's stands beside it.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=4.0)
    missing = []
    for (label, expected), (colour, _) in zip(reference.items(), STYLES, strict=False):
        x, values = _index(len(expected), True), numbers_or_none(own[label], 2)
        present = values is not None and values.shape[1] > 0
        name = None if present else f"reference result, {label}"
        colour_of_line = REFERENCE if present else colour
        ax.plot(x, expected, "--", color=colour_of_line, linewidth=1, alpha=1 if present else 0.5, label=name)
        if not present:
            missing.append(label)
            continue
        mean, spread = values.mean(axis=0), values.std(axis=0)
        x_own = _index(len(mean), True)
        ax.fill_between(x_own, mean - spread, mean + spread, color=colour, alpha=0.25, linewidth=0)
        ax.plot(x_own, mean, color=colour, linewidth=3, alpha=0.7, label=f"yours, {label}{_off(mean, expected)}")
    if len(missing) < len(reference):
        ax.plot([], [], "--", color=REFERENCE, linewidth=1, label="reference result")
    if missing:
        ax.set_title(f"no spectrum of yours yet: {', '.join(missing)}", fontsize="medium")
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent / number of exponents", ylabel="nats per step", ylim=(-9, 0.5))
    ax.legend(fontsize="small", loc="lower left")
    levels = "; ".join(f"{label} from ≈ {values[0]:.1f} to ≈ {values[-1]:.1f}" for label, values in reference.items())
    alt = f"Spectra over the index as a share of all, nats per step. Reference results: {levels}."
    return ax, alt + (f" No spectrum of yours yet: {', '.join(missing)}." if missing else " Yours lie beside them.")


def regime_spectra(groups, theory=None, first=20) -> tuple[Axes, str]:
    """Spectra of random networks, whole and the first exponents, with their means and what a theory says.

    Vogt et al. (2022), Figure 1 D and E.

    Args:
        groups: dict of a label to (B, N), exponents along B inputs, nats per step.
        theory: dict of a label to (largest, mean), drawn as a diamond and a dashed line; None where there is none.
        first: how many exponents the right panel shows.

    Returns:
        (Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.0, height=4.0, width_ratios=(3, 2))
    summary = []
    told = False
    for (label, values), (colour, style) in zip(groups.items(), STYLES, strict=False):
        mean, spread, N = values.mean(axis=0), values.std(axis=0), values.shape[1]
        for ax, x, k in ((axes[0], _index(N, True), N), (axes[1], _index(N, False), first)):
            ax.fill_between(x[:k], (mean - spread)[:k], (mean + spread)[:k], color=colour, alpha=0.3, linewidth=0)
            ax.plot(x[:k], mean[:k], style, color=colour, linewidth=2, label=label)
        summary.append(f"{label}: largest ≈ {mean[0]:.2f}, mean ≈ {mean.mean():.2f}")
        axes[0].plot([0, 1], 2 * [mean.mean()], ":", color=colour, linewidth=1.5)
        pair = numbers_or_none((theory or {}).get(label), 1)
        if pair is not None and len(pair) == 2 and np.isfinite(pair).all():
            told = True
            axes[0].plot([0, 1], 2 * [pair[1]], "--", color=YOURS, linewidth=2)
            axes[1].plot([0], pair[:1], "D", color=YOURS, markersize=7, markeredgecolor=colour)
    for ax in axes:
        ax.axhline(0, color=MARK, linewidth=0.8)
    axes[0].plot([], [], ":", color=REFERENCE, label="mean, measured")
    if told:
        axes[0].plot([], [], "--", color=YOURS, linewidth=2, label="mean, your theory")
        axes[1].plot([], [], "D", color=YOURS, label="largest, your theory")
        axes[1].legend(fontsize="small", loc="lower left")
    axes[0].set(xlabel="index / N", ylabel="nats per step", ylim=(-13, 2))
    axes[1].set(xlabel="index of the exponent")
    axes[0].legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 0.1))  # the lowest mean runs below it
    alt = f"Spectra of random networks, nats per step. Measured: {'; '.join(summary)}."
    return axes, alt + (" Your theory is drawn beside them." if told else "")


def wrong_spectra(wrong, own) -> tuple[Axes, str]:
    """A few exponents as several faulty routines return them, beside those of the student.

    Args:
        wrong: dict of a label to (k,), nats per step.
        own: (k,), the student's; None where there are none.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    for (label, values), (colour, style), marker in zip(wrong.items(), STYLES, "osD^", strict=True):
        ax.plot(_index(len(values), False), values, style, color=colour, marker=marker, markersize=5, label=label)
    own = numbers_or_none(own, 1)
    if own is not None:
        ax.plot(_index(len(own), False), own, "--", color=YOURS, linewidth=3, label="your driven_exponents")
    ax.set(xlabel="index of the exponent", ylabel="nats per step", xticks=_index(len(values), False))
    ax.legend(fontsize="small")
    levels = "; ".join(f"{label} from ≈ {values[0]:.2f} to ≈ {values[-1]:.2f}" for label, values in wrong.items())
    own_alt = (
        " There are no exponents of yours yet." if own is None else f" Yours go from ≈ {own[0]:.2f} to ≈ {own[-1]:.2f}."
    )
    return ax, f"The six largest exponents by four routines, nats per step: {levels}.{own_alt}"


def against_theory(points, curves, xlabel, log=False, ylim=None) -> Axes:
    """Measured exponents with their errors over a parameter, and theory as lines; partners share a colour.

    Args:
        points: dict of a label to (x, exponents, errors).
        curves: dict of a label to (x, exponents); one with the label of points is drawn in their colour, and one whose
            label begins with "your" in that of the student's results.
        xlabel: the name of the parameter.
        log: whether the parameter's axis is logarithmic.
        ylim: limits of the exponents, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    styles = dict(zip([*points, *(label for label in curves if label not in points)], STYLES * 2, strict=False))
    for label, (x, values) in curves.items():
        colour, style = styles[label]
        colour = YOURS if label.startswith("your") else colour
        ax.plot(x, values, style, color=colour, linewidth=1.5, label=None if label in points else label)
    for (label, (x, values, errors)), marker in zip(points.items(), "osD^", strict=False):
        ax.errorbar(x, values, errors, fmt=marker, color=styles[label][0], markersize=5, capsize=2, label=label)
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel=xlabel, ylabel="largest exponent, nats per step", ylim=ylim, xscale="log" if log else "linear")
    if log:
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.xaxis.set_minor_formatter(lambda value, _: f"{value:g}" if f"{value:e}"[0] in "25" else "")
    ax.legend(fontsize="small")
    return ax


def index_errors(groups) -> tuple[Axes, str]:
    """Errors of exponents over their index, on a log scale.

    Args:
        groups: dict of a label to (k,), errors; what is below rounding is drawn at 1e-17.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    styles = [*STYLES, (REFERENCE, "-")]
    reached = []
    for (label, errors), (colour, style) in zip(groups.items(), styles, strict=False):
        errors = np.nan_to_num(errors, nan=np.inf)
        ax.semilogy(_index(len(errors), False), np.clip(errors, 1e-17, 1e6), style, color=colour, label=label)
        bad = np.flatnonzero(errors > 0.01)
        reached.append(f"{label} {f'at ≈ {bad[0] + 1}' if len(bad) else 'nowhere'}")
    ax.set(xlabel="index of the exponent", ylabel="error, nats per step", ylim=(3e-18, 30))
    ax.legend(fontsize="small", loc="upper left", ncols=2)
    alt = "Errors of exponents over their index on a log scale. The index at which they pass one hundredth: "
    return ax, f"{alt}{', '.join(reached)}."


def plateaus(exact, groups, levels=None) -> tuple[Axes, str]:
    """Spectra that leave the true one for a plateau.

    Args:
        exact: (k,), the true spectrum, drawn dashed in black.
        groups: dict of a label to (k,).
        levels: dict of a label to the predicted level of its plateau, drawn as a dotted line in the same colour; None
            where they are not to be seen yet.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    ends = []
    for (label, values), (colour, style) in zip(groups.items(), STYLES, strict=False):
        ax.plot(_index(len(values), False), values, style, color=colour, linewidth=2.2, label=label)
        if levels:
            ax.axhline(levels[label], color=colour, linewidth=1.2, linestyle=":")
        ends.append(f"{label} at ≈ {values[-1]:.1f}")
    ax.plot(_index(len(exact), False), exact, "--", color=REFERENCE, linewidth=1, label="a QR at every step")
    if levels:
        ax.plot([], [], ":", color=REFERENCE, label="predicted plateau, same colour")
    ax.set(xlabel="index of the exponent", ylabel="nats per step")
    # A predicted level runs over the whole width: inside, a legend would cover the lowest one.
    ax.legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3)
    alt = f"Spectra over the index; the true one ends at ≈ {exact[-1]:.1f}, the others leave it for plateaus and end: "
    return ax, f"{alt}{', '.join(ends)} nats per step."


def warm_up_errors(errors) -> tuple[Axes, str]:
    """Mean errors of spectra over the index, for several ways to begin, with the spread over networks.

    Args:
        errors: dict of a label to (networks, k), estimate minus truth, nats per step.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.8)
    summary = []
    for (label, values), (colour, style) in zip(errors.items(), STYLES, strict=True):
        mean, error = values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(values))
        x = _index(values.shape[1], False)
        ax.fill_between(x, mean - error, mean + error, color=colour, alpha=0.25, linewidth=0)
        ax.plot(x, mean, style, color=colour, linewidth=2, label=label)
        summary.append(f"{label}: first ≈ {mean[0]:.3f}, last ≈ {mean[-1]:.3f}")
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent", ylabel="error, nats per step")
    ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax, f"Errors of exponents over the index, means over networks. {'; '.join(summary)}."


def cost_shares(measured, paper) -> tuple[Axes, str]:
    """The time of one spectrum as a share of a whole training, on a log axis.

    Args:
        measured: dict of a label to a share in per cent.
        paper: the share that the paper gives, in per cent.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=2.4)
    for row, (share, (colour, _)) in enumerate(zip(measured.values(), STYLES, strict=False)):
        ax.plot([share], [row], "o", color=colour, markersize=9)
    ax.axvline(paper, color=REFERENCE, linestyle="--", linewidth=1, label="the paper's Table 1")
    ax.set(xscale="log", xlabel="one spectrum, per cent of the training to the lowest validation loss")
    ax.set(yticks=range(len(measured)), yticklabels=list(measured), ylim=(-0.6, len(measured) - 0.4), xlim=(0.01, 100))
    ax.legend(fontsize="small")
    shares = "; ".join(f"{label} ≈ {share:.1g} %" for label, share in measured.items())
    return ax, f"Time of one spectrum as a share of a whole training: {shares}; the paper has {paper} %."
