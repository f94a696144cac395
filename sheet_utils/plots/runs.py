"""Pictures of many trained networks: exponents against losses, spectra over training, correlations and intervals."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none


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
    np.atleast_1d(axes)[0].legend(loc="upper right", ncols=2, fontsize="small")
    np.atleast_1d(axes)[-1].set_xlabel("frame")
    return axes


def exponent_against_loss(panels, group_name, log=True) -> list[Axes]:
    """Networks as dots, one panel each for an exponent; the group of a network is its colour and its marker.

    Args:
        panels: a list of (title, exponents (n,), losses (n,), groups (n,)).
        group_name: what the groups are, the legend's title.
        log: whether the loss has a log axis.

    Returns:
        The list of Axes, one per panel.
    """
    _, axes = new_figure(1, len(panels), width=4.3 * len(panels), height=3.6)
    axes = list(np.atleast_1d(axes))
    markers = ("o", "s", "^", "D", "v", "P", "X", "<")
    for ax, (title, exponents, losses, groups) in zip(axes, panels, strict=True):
        labels = np.unique(groups)
        colours = _shades(len(labels))
        for k, label in enumerate(labels):
            inside = groups == label
            dots = {"color": colours[k], "markersize": 5, "markeredgecolor": "white", "markeredgewidth": 0.4}
            ax.plot(exponents[inside], losses[inside], markers[k % len(markers)], label=f"{label:g}", **dots)
        ax.set(title=title, xlabel="exponent, nats per step", yscale="log" if log else "linear")
        ax.locator_params(axis="x", nbins=5)
        ax.minorticks_off()
        low, high = np.min(losses), np.max(losses)
        ticks = np.geomspace(low, high, 4) if log else np.linspace(low, high, 4)
        ax.set_yticks(ticks, [f"{tick:.3g}" for tick in ticks])
    axes[0].set_ylabel("loss on what is held out")
    axes[-1].legend(title=group_name, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes


def _shades(count):
    """Colours from dark to light that differ in brightness; the lightest one still shows on white."""
    from matplotlib import colormaps

    return colormaps["viridis"](np.linspace(0.0, 0.88, count))


def spectra_over_training(spectra, epochs, title=None) -> Axes:
    """Lyapunov spectra after some epochs, dark to light, the last one dashed on top.

    Args:
        spectra: (E + 1, N), row t after t epochs.
        epochs: which rows are drawn.
        title: of the picture.

    Returns:
        The Axes.
    """
    spectra = as_array(spectra)
    _, ax = new_figure(height=3.4)
    index = (np.arange(spectra.shape[1]) + 0.5) / spectra.shape[1]
    for epoch, colour in zip(epochs, _shades(len(epochs)), strict=True):
        ax.plot(index, spectra[epoch], color=colour, linewidth=1.4, label=f"{epoch}")
    ax.plot(index, spectra[-1], "--", color=REFERENCE, linewidth=1, label=f"{len(spectra) - 1}, the last")
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent / number of exponents", ylabel="nats per step", title=title)
    ax.legend(title="after epoch", fontsize="small", ncols=2)
    return ax


def change_over_training(changes, yours=None) -> Axes:
    """Mean square change of a spectrum from epoch to epoch on log axes, with a line that falls as 1/t.

    Args:
        changes: dict of a label to (E,), the reference result.
        yours: dict of the same labels to what a student's function returned, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    styles = zip((DATA, MODEL, REFERENCE, MARK), ("o-", "s--", "^:", "d-."), strict=True)
    for (label, values), (colour, style) in zip(changes.items(), styles, strict=False):
        ax.loglog(np.arange(1, len(values) + 1), values, style, color=colour, markersize=3, linewidth=1, label=label)
        your_changes = None if yours is None else numbers_or_none(yours.get(label), 1)
        if your_changes is not None:
            ring = {"markersize": 7, "markerfacecolor": "none", "linestyle": "none"}
            ax.loglog(np.arange(1, len(your_changes) + 1), your_changes, "o", color=YOURS, **ring)
    first = max(values[0] for values in changes.values())
    t = np.arange(1, 1 + max(len(values) for values in changes.values()))
    ax.loglog(t, first / t, color=REFERENCE, linewidth=0.8, label="falls as 1/t")
    ax.set(xlabel="epoch t", ylabel="change $d_t$")
    ax.legend(fontsize="small")
    return ax


def correlations(rows, yours=None) -> Axes:
    """Correlations with their intervals, one below the other.

    Args:
        rows: a list of (label, r, low, high), the reference result; a label that begins with a space is set apart.
        yours: a list of (r, low, high) or None of the same length, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=0.34 * len(rows) + 1.0)
    heights = np.arange(len(rows))[::-1]
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
