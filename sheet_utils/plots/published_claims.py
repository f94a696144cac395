"""Pictures of a published audit: figures 3, 4 and 5 of Vogt et al. (2022), drawn from our own networks.

Each returns (Axes, alternative text). What a student's function returned is drawn in the colour of students' results;
where it is missing, a placeholder says which function it waits for.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    as_array,
    new_figure,
    numbers_or_none,
    placeholder,
)

BITS = float(np.log(2))  # nats in a bit

_MARKERS = "os^DvPX<" * 8


def _shades(count):
    """Colours from dark to light that differ in brightness; the lightest one still shows on white."""
    from matplotlib import colormaps

    return colormaps["viridis"](np.linspace(0.0, 0.88, count))


def _index(count):
    return (np.arange(count) + 0.5) / count


def shapes_over_training(labels, spectra, shown=(0, 4, 15)) -> tuple:
    """Spectra of a few networks before, during and after training: Figure 3 A to C.

    Args:
        labels: the networks' names.
        spectra: (networks, E + 1, N), nats per step.
        shown: after how many epochs.

    Returns:
        (Axes of len(shown) panels, alternative text).
    """
    spectra = as_array(spectra)
    _, axes = new_figure(1, len(shown), width=9.5, height=3.2, sharey=True)
    for ax, epoch in zip(axes, shown, strict=True):
        for label, values, colour in zip(labels, spectra[:, epoch], _shades(len(labels)), strict=True):
            ax.plot(_index(len(values)), values, color=colour, linewidth=1.5, label=label)
        ax.axhline(0, color=MARK, linewidth=0.8)
        ax.set(title="before training" if epoch == 0 else f"after {epoch} epochs")
    axes[0].set_ylabel("exponent, nats per step")
    axes[len(shown) // 2].set_xlabel("index of the exponent / number of exponents")
    axes[0].legend(fontsize="x-small")
    spread = [float(np.ptp(spectra[:, epoch].mean(axis=1))) for epoch in (shown[0], shown[-1])]
    return axes, (
        f"Spectra of {len(labels)} networks over the index in {len(shown)} panels. Their means differ by "
        f"{spread[0]:.1f} nats before training and by {spread[1]:.1f} after {shown[-1]} epochs."
    )


def settling(labels, spectra, yours, data="") -> tuple:
    """How much spectra change from epoch to epoch, and how far their means are from the last one: Figure 3 D and E.

    Args:
        labels: the networks' names.
        spectra: (networks, E + 1, N).
        yours: a list of (d, power), one per network, as the student's function returned them; or None.
        data: what the networks were trained on, for the titles.

    Returns:
        (two Axes, alternative text); a placeholder where there is no result.
    """
    results = [None] * len(labels) if yours is None else [_change(result) for result in yours]
    if any(result is None for result in results):
        return placeholder("The changes of the spectra appear here once spectrum_change returns d and the power.")
    spectra = as_array(spectra)
    of = f"{data}: " if data else ""
    _, axes = new_figure(1, 2, width=9.5, height=3.6)
    expected = (np.diff(spectra, axis=1) ** 2).mean(axis=2)
    for label, d, reference, values, colour in zip(
        labels, results, expected, spectra, _shades(len(labels)), strict=True
    ):
        positive = np.where(d > 0, d, np.nan)
        axes[0].loglog(np.arange(1, len(d) + 1), positive, "o-", color=colour, markersize=4, label=label)
        axes[0].loglog(np.arange(1, len(reference) + 1), reference, ":", color=REFERENCE, linewidth=1)
        means = values.mean(axis=1)
        axes[1].plot(means[-1] - means, "o-", color=colour, markersize=4)
    t = np.arange(1, expected.shape[1] + 1)
    axes[0].loglog(t, np.median(expected[:, 0]) / t, "--", color=MODEL, linewidth=2, label="falls as 1/t")
    axes[0].set(xlabel="epoch t", ylabel="your $d_t$; dotted: reference", title=f"{of}change of the spectrum")
    axes[1].axhline(0, color=REFERENCE, linewidth=0.8)
    axes[1].set(xlabel="epoch t", ylabel="nats per step", title="last mean exponent minus the mean after epoch t")
    axes[1].title.set_size("medium")  # as wide as its panel
    axes[0].legend(fontsize="x-small")
    last, first = float(np.median(expected[:, -1])), float(np.median(expected[:, 0]))
    return axes, (
        f"{of}Left, mean square changes of {len(labels)} spectra on log axes with a line that falls as 1/t; the median "
        f"falls from {first:.2g} to {last:.2g}. Right, how far the means still are from the last one."
    )


def _change(result):
    """The changes d of a student's (d, power), or None."""
    try:
        d, _ = result
    except (TypeError, ValueError):
        return None
    return numbers_or_none(d, 1)


def spectra_and_losses(rows, with_losses) -> tuple:
    """Spectra of trained networks, and their losses over one number of the spectrum: Figure 4.

    Args:
        rows: a list of (task, spectra (n, N), name of the number, its values (n,), losses (n,)).
        with_losses: whether the right-hand panels are drawn; without them nothing tells the sign.

    Returns:
        (two Axes per row, alternative text).
    """
    _, axes = new_figure(len(rows), 2, width=9.5, height=3.1 * len(rows))
    axes = np.atleast_2d(axes)
    for (left, right), (task, spectra, name, values, losses) in zip(axes, rows, strict=True):
        spectra, values, losses = as_array(spectra), as_array(values), as_array(losses)
        chosen = np.argsort(spectra.mean(axis=1))[np.linspace(0, len(spectra) - 1, 6).round().astype(int)]
        left.plot(_index(spectra.shape[1]), spectra.T, color="0.75", linewidth=0.6)
        right.set(title=f"{task}: loss", xlabel=f"{name} exponent, nats per step", ylabel="loss")
        for k, colour in zip(chosen, _shades(6), strict=True):
            left.plot(_index(spectra.shape[1]), spectra[k], color=colour, linewidth=1.8)
        left.axhline(0, color=MARK, linewidth=0.8)
        left.set(title=f"{task}: {len(spectra)} spectra", xlabel="index / number of exponents", ylabel="nats per step")
        if not with_losses:
            right.set(xticks=[], yticks=[])
            right.text(0.5, 0.5, "Guess the sign first.", ha="center", transform=right.transAxes)
            continue
        right.plot(values, losses, "o", color="0.75", markersize=4)
        for k, colour in zip(chosen, _shades(6), strict=True):
            right.plot(values[k], losses[k], "o", color=colour, markersize=8, markeredgecolor="white")
    tasks = " and ".join(task for task, *_ in rows)
    tail = "right, a dot for every network, its loss over its exponent" if with_losses else "right, nothing yet"
    return axes, f"Left, the spectra of all networks of {tasks} in grey with six in colour; {tail}."


def loss_along_training(panels, unit, epochs, highlighted=(), data="") -> tuple:
    """The loss of networks in training over a number of their spectrum, with a threshold: Figure 5.

    Args:
        panels: a list of (name, values (n, epochs), losses (n, epochs), threshold in units of the paper).
        unit: "nats" or "bits", what the thresholds are taken to be.
        epochs: after how many epochs the columns were measured.
        highlighted: which networks are drawn in colour on top.
        data: what the networks were trained on.

    Returns:
        (one Axes per panel, alternative text).
    """
    scale = BITS if unit == "bits" else 1.0
    _, axes = new_figure(1, len(panels), width=9.5, height=3.8, sharey=True)
    axes, told = np.atleast_1d(axes), []
    sizes = np.linspace(2, 6, len(epochs))
    for ax, (name, values, losses, threshold) in zip(axes, panels, strict=True):
        values, losses, limit = as_array(values), as_array(losses), threshold * scale
        ax.plot(values.T, losses.T, color="0.85", linewidth=0.6, zorder=1)
        for k, colour in zip(highlighted, _shades(len(highlighted)), strict=True):
            ax.plot(values[k], losses[k], color=colour, linewidth=1.2)
            for column, size in enumerate(sizes):
                ax.plot(values[k, column], losses[k, column], "o", color=colour, markersize=size)
        ax.axvline(limit, color=MARK, linestyle="--", linewidth=1.5)
        ax.set(title=f"{name}; dashed: {threshold:g} {unit} per step", xlabel=f"{name}, nats per step")
        told.append(f"{name} at {limit:.2f} nats")
    of = f"{data}: " if data else ""
    axes[0].set_ylabel(f"{of}loss, nats per character")
    return axes, (
        f"{of}Losses of networks during training over {' and '.join(name for name, *_ in panels)}, from epoch "
        f"{epochs[0]} (small dots) to {epochs[-1]} (large dots), thresholds dashed: {', '.join(told)}."
    )


def adjusted_dots(panels) -> tuple:
    """Two quantities of many networks, as they are and less the means of their groups.

    Args:
        panels: a list of (title, x (n,), y (n,), colours (n,), r): ranks, the group that gives the colour, and the
            student's correlation, or None.

    Returns:
        (one Axes per panel, alternative text).
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.4)
    axes, told = np.atleast_1d(axes), []
    for ax, (title, x, y, group, r) in zip(axes, panels, strict=True):
        labels = np.unique(group)
        for label, colour, marker in zip(labels, _shades(len(labels)), _MARKERS, strict=False):
            inside = group == label
            ax.plot(as_array(x)[inside], as_array(y)[inside], marker, color=colour, markersize=5, label=f"{label:g}")
        value = None if r is None else numbers_or_none(r, 0)
        ax.set(xlabel="rank of the exponent", title=title + ("" if value is None else f"\nyour r = {float(value):.2f}"))
        told.append(title + ("" if value is None else f", r = {float(value):.2f}"))
    axes[0].set_ylabel("rank of the loss")
    axes[-1].legend(title="learning rate", fontsize="x-small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes, f"Ranks of losses over ranks of exponents, a dot for every network: {'; '.join(told)}."


def early_read_out(panels) -> tuple:
    """How well an exponent and the loss after some epochs foretell the last loss.

    Args:
        panels: a list of (title, rows of `early.csv` of one task, space and adjustment, known correlation or None); the
            known one is that of a setting that is known before training.

    Returns:
        (one Axes per panel, alternative text).
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.8, sharey=True)
    axes, told = np.atleast_1d(axes), []
    for ax, (title, rows, known) in zip(axes, panels, strict=True):
        epochs = np.array([row["epoch"] for row in rows])
        for key, colour, marker, shift in (("loss", MODEL, "s--", 0.08), ("exponent", DATA, "o-", -0.08)):
            value, low, high = (np.array([row[key + end] for row in rows], float) for end in ("", "_low", "_high"))
            ax.errorbar(epochs + shift, value, [value - low, high - value], fmt=marker, color=colour, capsize=2,
                        markersize=5, linewidth=1.4, label=f"the {key} after epoch e")  # fmt: skip
        if known is not None:
            ax.axhline(known, color=MARK, linestyle="-.", label="the learning rate alone")
        ax.axhline(0, color=REFERENCE, linewidth=0.8)
        ax.set(title=title, xlabel="epoch e")
        row = rows[1]
        told.append(f"{title}: exponent {row['exponent']:.2f} and loss {row['loss']:.2f} after epoch {row['epoch']}")
    axes[0].set(ylabel="rank correlation with the last loss", ylim=(-1.05, 1.05))
    axes[0].legend(fontsize="x-small", loc="lower right")
    return axes, f"Rank correlations with the last loss over the epoch of the measurement. {'; '.join(told)}."


def shares_after(shares, networks) -> tuple:
    """A histogram of how much of the decrease of the loss lay ahead of networks that passed a threshold.

    Args:
        shares: (k,), of the networks that passed it.
        networks: how many there are in all.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=2.8)
    ax.hist(np.clip(shares, 0, 1), bins=np.linspace(0, 1, 21), color=DATA)
    ax.set(xlim=(0, 1), xlabel="share of the decrease of the loss that is still ahead", ylabel="networks")
    ax.yaxis.get_major_locator().set_params(integer=True)
    if not len(shares):
        ax.text(0.5, 0.5, "No network passes this value during training.", ha="center", transform=ax.transAxes)
        return ax, f"None of {networks} networks passes this value during training."
    ax.axvline(float(np.median(shares)), color=MARK, linestyle="--", label="median")
    ax.legend(fontsize="small")
    return ax, (
        f"{len(shares)} of {networks} networks pass it during training. The median of what is then still ahead of them "
        f"is a share of {np.median(shares):.2f} of the whole decrease of their loss."
    )


def two_predictors(exponent, loss, last, group, names) -> tuple:
    """The last loss of networks over two predictors from an early epoch.

    Args:
        exponent, loss: (n,), the predictors.
        last: (n,), the last loss.
        group: (n,), what gives the colour.
        names: the names of the exponent and of the group.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.6, sharey=True)
    labels = np.unique(group)
    colours = _shades(len(labels))
    for ax, values in zip(axes, (exponent, loss), strict=True):
        for label, colour, marker in zip(labels, colours, _MARKERS, strict=False):
            inside = group == label
            ax.plot(as_array(values)[inside], as_array(last)[inside], marker, color=colour, markersize=5)
    for label, colour, marker in zip(labels, colours, _MARKERS, strict=False):
        if len(labels) <= 8:
            axes[1].plot([], [], marker, color=colour, label=f"{label:g}")
    axes[0].set(xlabel=f"{names[0]}, nats per step", ylabel="loss at the end")
    axes[1].set(xlabel="loss at that epoch")
    if len(labels) <= 8:
        axes[1].legend(title=names[1], fontsize="x-small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes, f"The loss at the end over the {names[0]} (left) and over the loss (right) of {len(last)} networks."


def intervals_beside(rows) -> tuple:
    """Numbers with their intervals, one below the other.

    Args:
        rows: a list of (label, value, low, high), or (label, None) where the value is missing.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=0.5 * len(rows) + 1.2)
    told = []
    for height, (label, *numbers) in zip(range(len(rows))[::-1], rows, strict=True):
        if len(numbers) == 3:
            value, low, high = numbers
            ax.plot([low, high], [height, height], color=YOURS if "you" in label else DATA, linewidth=3)
            ax.plot(value, height, "D", color=YOURS if "you" in label else DATA, markersize=7)
            told.append(f"{label}: {value:.2f} [{low:.2f}, {high:.2f}]")
        else:
            told.append(f"{label}: nothing yet")
    ax.axvline(0, color=REFERENCE, linewidth=0.8)
    ax.set_yticks(range(len(rows))[::-1], [label for label, *_ in rows])
    ax.set(ylim=(-0.6, len(rows) - 0.4))
    return ax, f"{'; '.join(told)}."
