"""Pictures of a laser's pulsations, of a model beside them, and of how nearest neighbours in such series diverge.

Those of a notebook return (axes, alt), the Axes and the alternative text, as `show` takes them; that of a slider
returns Axes, since the slider's own line of text stands beside it.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    GREEN,
    MARK,
    MODEL,
    REFERENCE,
    SKY,
    YOURS,
    Axes,
    as_array,
    new_figure,
    numbers_or_none,
    words_in,
)

#: Colour and line style of curves side by side, in the order in which curves are given.
STYLES = ((REFERENCE, "-"), (DATA, "--"), (GREEN, "-"), (MODEL, "-."), (MARK, ":"), (SKY, "--"))


def maxima(series) -> np.ndarray:
    """The heights of the maxima of a series, each from the parabola through its three highest samples.

    Args:
        series: (T,).

    Returns:
        (n,), in the order of time.
    """
    x = as_array(series)
    at = np.flatnonzero((x[1:-1] > x[:-2]) & (x[1:-1] >= x[2:])) + 1
    before, top, after = x[at - 1], x[at], x[at + 1]
    return top + (before - after) ** 2 / (8 * (2 * top - before - after))


def pulsations(series, samples=700) -> tuple[np.ndarray, str]:
    """Series of pulsations, one row each: their beginning, and each maximum over the one before it.

    Args:
        series: dict of a title to (T,).
        samples: how many of each are drawn over time.

    Returns:
        (the Axes, (series, 2); alternative text).
    """
    _, axes = new_figure(len(series), 2, width=9.5, height=2.5 * len(series), width_ratios=(2.6, 1), squeeze=False)
    for (left, right), (title, values), colour in zip(axes, series.items(), (DATA, MODEL), strict=False):
        left.plot(as_array(values)[:samples], color=colour, linewidth=0.8)
        left.set(title=title, ylabel="intensity", xlim=(0, samples))
        tops = maxima(values)
        right.plot(tops[:-1], tops[1:], ".", color=colour, markersize=2)
        right.set(ylabel="next maximum", aspect="equal")
    axes[-1, 0].set_xlabel("sample")
    axes[-1, 1].set_xlabel("maximum")
    names = " and ".join(series)
    return axes, (
        f"{names}: pulsations that grow slowly and collapse again and again, and beside them each maximum over the "
        "one before."
    )


def stored_readings(signal, every, bits, yours=None) -> tuple[Axes, str]:
    """What an oscilloscope has stored of a signal, on its levels.

    Args:
        signal: (T,), the signal; of it the values 0, every, 2 * every, ... are kept.
        every: as above.
        bits: the range of the kept values has 2**bits levels, drawn as lines.
        yours: (n,), the readings of a student's oscilloscope, or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(width=9.5, height=2.9)
    own, signal, top = None if yours is None else numbers_or_none(yours, 1), as_array(signal), 2**bits - 1
    kept = signal[::every]
    ax.hlines(np.arange(top + 1), 0, len(kept) - 1, color="0.85", linewidth=0.8)
    scaled = top * (signal - kept.min()) / np.ptp(kept)
    ax.plot(np.arange(len(signal)) / every, scaled, "-", color=DATA, linewidth=1.2, label="signal")
    ax.set(xlabel="sample", ylabel="level", title=f"{2**bits} levels")
    told = "your record: nothing to show yet"
    if own is None:
        ax.set_ylim(top=1.35 * top)
        words_in(ax, told, 0.92)
    else:
        ax.plot(np.arange(len(own)), own, "D", color=YOURS, markersize=5, label="your readings")
        told = f"{len(own)} readings from ≈ {own.min():.0f} to ≈ {own.max():.0f} beside it"
    # Inside the panel a legend would cover readings.
    ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax, f"A signal of the model between the lines of {2**bits} levels; {told}."


def divergence_curves(panels) -> tuple[np.ndarray, str]:
    """How nearest neighbours diverge, with a straight line through each curve over its window.

    Args:
        panels: dict of a title to a dict of a label to (per, curve, window): samples per pulsation; (K + 1,) mean
            logarithms of distances, such as from `timeseries.divergence`; (first, last), in pulsations; or to None
            where there is no result.

    Returns:
        (the Axes, one per panel, in an array of shape (panels,); alternative text).
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.9, squeeze=False)
    told = []
    for ax, (title, curves) in zip(axes[0], panels.items(), strict=True):
        for (label, curve), (colour, style) in zip(curves.items(), STYLES, strict=False):
            if curve is None:
                continue
            per, values, window = curve
            time, values, window = np.arange(len(values)) / per, as_array(values), np.array(window)
            slope, offset = _line(time, values, window)
            ax.plot(time, values, style, color=colour, linewidth=1.6, label=f"{label}: {slope:.2f}")
            ax.plot(window, offset + slope * window, color=colour, linewidth=5, alpha=0.3)
            told.append(f"{title}, {label}: ≈ {slope:.2f}")
        if ax.lines:
            ax.legend(fontsize="small", loc="lower right", title="slope per pulsation", title_fontsize="small")
        else:
            words_in(ax, "your record: nothing to show yet")
        ax.set(title=title, xlabel="pulsations later", ylabel="mean ln of distance / range")
    return axes[0], f"Divergence of nearest neighbours; slopes per pulsation: {'; '.join(told) or 'none yet'}."


def _line(time, values, window):
    # The samples nearest to the edges count, so that the slope is that of `timeseries.slope`.
    half = 0.5 * time[1]
    inside = (time >= window[0] - half) & (time <= window[1] + half)
    return np.polyfit(time[inside], values[inside], 1)


def embedding_choice(curve, per, window, others, title) -> Axes:
    """One divergence curve and its slope over a window, before a background of other curves.

    Args:
        curve: (K + 1,), mean logarithms of distances.
        per: samples per pulsation.
        window: (first, last), in pulsations.
        others: a list of curves that were drawn before.
        title: of the picture.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.4)
    for other in others:
        ax.plot(np.arange(len(other)) / per, other, color="0.8", linewidth=0.8)
    time = np.arange(len(curve)) / per
    slope, offset = _line(time, as_array(curve), window)
    ax.plot(time, curve, ".-", color=DATA, linewidth=1.2, markersize=4)
    ax.plot(window, offset + slope * np.array(window), color=GREEN, linewidth=2.5)
    for edge in window:
        ax.axvline(edge, color=MARK, linewidth=1, linestyle=":")
    ax.set(xlabel="pulsations later", ylabel="mean ln of the distance", title=title, ylim=(0, 4.2))
    return ax


def errors_of_programs(errors, correct, yours=None) -> tuple[Axes, str]:
    """The errors of several programs over the number of steps since a reset, beside a correct one.

    Args:
        errors: dict of a label to (K,), root mean square errors after 1, 2, ... steps.
        correct: (K,), of a correct program, dashed.
        yours: (K,), of a program of the student's, or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.6)
    steps = np.arange(1, len(correct) + 1)
    own = None if yours is None else numbers_or_none(yours, 1)
    if own is not None and own.shape == steps.shape:
        ax.plot(steps, own, color=YOURS, linewidth=5, alpha=0.7, label="mended")
    for (label, values), (colour, style), marker in zip(errors.items(), STYLES[1:], "osD^", strict=False):
        ax.plot(steps, as_array(values), style, color=colour, marker=marker, markersize=4, label=label)
    ax.plot(steps, as_array(correct), "--", color=REFERENCE, linewidth=1.6, label="a correct program")
    ax.set(xlabel="steps since the reset", ylabel="root mean square error", xticks=steps, ylim=(0, None))
    ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    told = {**errors, "a correct program": correct}
    ends = "; ".join(f"{label} ≈ {values[0]:.2f} to ≈ {values[-1]:.2f}" for label, values in told.items())
    return ax, f"Root mean square error from the first to the last step after a reset: {ends}."
