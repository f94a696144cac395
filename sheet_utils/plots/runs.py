"""Pictures of many trained networks: what one of them predicts, and correlations with their intervals."""

import numpy as np

from sheet_utils.plots.frame import DATA, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none


def prediction(true, predicted, names, channels) -> np.ndarray:
    """Channels of a movement over time, and what a network said one frame before.

    Args:
        true, predicted: (T, D) each.
        names: the D names.
        channels: which of them are drawn.

    Returns:
        The Axes, one per channel, in an array of shape (channels,); a single Axes for one.
    """
    true, predicted = as_array(true), as_array(predicted)
    _, axes = new_figure(len(channels), 1, height=1.5 * len(channels) + 0.6, sharex=True)
    for ax, channel in zip(np.atleast_1d(axes), channels, strict=True):
        ax.plot(true[:, channel], color=DATA, linewidth=1.5, label="signal")
        ax.plot(predicted[:, channel], "--", color=MODEL, linewidth=1.2, label="predicted")
        ax.set_ylabel(names[channel])
    place = {"loc": "lower right", "bbox_to_anchor": (1, 1)}  # inside it would cover peaks
    np.atleast_1d(axes)[0].legend(ncols=2, fontsize="small", **place)
    np.atleast_1d(axes)[-1].set_xlabel("frame")
    return axes


def correlations(rows, yours=None, chance=None) -> Axes:
    """Correlations with their intervals, one below the other.

    Args:
        rows: a list of (label, r, low, high), the reference result; a label that begins with a space is set apart.
        yours: a list of (r, low, high) or None of the same length, or None.
        chance: a list of (low, high) or None of the same length, what chance alone gives, shaded; or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=0.34 * len(rows) + 1.0)
    heights = np.arange(len(rows))[::-1]
    for height, null in zip(heights, chance or [], strict=False):
        if null is not None:
            ax.barh(height, null[1] - null[0], left=null[0], height=0.8, color="0.85")
    for height, (_, r, low, high) in zip(heights, rows, strict=True):
        ax.plot([low, high], [height, height], color=DATA, linewidth=2)
        ax.plot(r, height, "o", color=DATA, markersize=6)
    for height, interval in zip(heights, yours or [], strict=False):
        values = None if interval is None else numbers_or_none(interval, 1)
        if values is not None and len(values) == 3:
            ax.plot(values[1:], [height - 0.25, height - 0.25], color=YOURS, linewidth=2)
            ax.plot(values[0], height - 0.25, "D", color=YOURS, markersize=5)
    ax.axvline(0, color=REFERENCE, linewidth=0.8)
    ax.set_yticks(heights, [label for label, *_ in rows])
    ax.set(xlim=(-1.05, 1.05), xlabel="rank correlation, with the interval of 95 %")
    return ax
