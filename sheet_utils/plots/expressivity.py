"""Pictures of what networks can express: noisy functions, numbers of regions over depth, norms of Jacobians.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    Axes,
    new_figure,
    nothing_yet,
    numbers_or_none,
    words_in,
)

#: Colour, line style and name of networks that use one layer again and again, and of those that draw new ones.
KINDS = {True: (MODEL, "-", "shared layer (recurrent)"), False: (DATA, "--", "new layers (feed-forward)")}


def noisy_functions(plain, noisy, counts, std) -> tuple[np.ndarray, str]:
    """A function without noise, and what noise on the parameters makes of it, feed-forward on the left.

    Args:
        plain: a pair (x, y), knots and values without noise.
        noisy: dict of shared (False, True) to a pair (x, y).
        counts: dict of shared to (yours, reference), numbers of regions; yours is None where there is none yet.
        std: standard deviation of the noise.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10.5, height=3.4, sharex=True, sharey=True)
    lines = []
    for ax, shared in zip(axes, (False, True), strict=True):
        colour, _, name = KINDS[shared]
        ax.plot(*plain, color=MARK, linewidth=0.6, label="without noise")
        ax.plot(*noisy[shared], color=colour, linewidth=1.2, label="with noise")
        yours, reference = counts[shared]
        told = f"{reference} regions, yours: {'nothing yet' if yours is None else f'{yours:g}'}"
        ax.set(title=f"{name}\n{told}", xlabel="$x$", xlim=(0, 1))
        lines.append(f"{name}: {told}")
    low, high = (reach(noisy[shared][1]) for reach, shared in ((np.min, True), (np.max, True)))
    axes[0].set(ylabel="output", ylim=(min(low, -0.1) - 0.05, max(high, 1.05) + 0.25))
    axes[0].legend(fontsize="small", loc="upper left", ncols=2)
    return axes, f"A zigzag function with noise of standard deviation {std:g} on its parameters. {'; '.join(lines)}."


def growth_over_noise(levels, factors, collapsed) -> tuple[np.ndarray, str]:
    """How fast regions multiply and how many networks collapse, over the size of the noise.

    Args:
        levels: (L,), standard deviations.
        factors: dict of shared to (L,), factors per layer of the median; or None where there are none yet.
        collapsed: dict of shared to (L,), shares of networks.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10.5, height=3.6, sharex=True)
    labels = ("factor per layer of the median", "share with at most 3 regions")
    for ax, values, label in zip(axes, (factors, collapsed), labels, strict=True):
        if values is None:
            words_in(ax, "your counts: nothing to show yet")
        for shared in values or ():
            colour, style, name = KINDS[shared]
            ax.plot(levels, values[shared], f"o{style}", color=colour, markersize=4, label=name)
        ax.axvline(0.1, color=MARK, linestyle=":", label="0.1 as a deviation")
        ax.axvline(0.1**0.5, color=MARK, linestyle="-.", label="0.1 as a variance")
        ax.set(xlabel="standard deviation of the noise", ylabel=label)
    axes[0].axhline(1, color=REFERENCE, linewidth=0.8)
    axes[1].legend(fontsize="small", loc="best")
    return axes, "Growth factor of the median number of regions, and share of collapsed networks, over the noise."


def random_networks(maps, wide) -> tuple[np.ndarray, str]:
    """Numbers of regions of random networks over depth: stacked maps of the interval, and wide networks.

    Args:
        maps, wide: dict of shared to (draws, depth) each.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=10.5, height=3.8)
    for shared, counts in maps.items():
        colour, style, name = KINDS[shared]
        depth = np.arange(1, counts.shape[1] + 1)
        axes[0].plot(depth, counts.T, color=colour, linewidth=0.5, alpha=0.35)
        axes[0].plot(depth, np.median(counts, axis=0), f"o{style}", color=colour, linewidth=2, label=f"{name}, median")
    axes[0].set(xlabel="depth $n$", ylabel="linear regions", yscale="log", title="random maps of [0, 1]")
    for shared, counts in wide.items():
        colour, style, name = KINDS[shared]
        depth = np.arange(1, counts.shape[1] + 1)
        low, middle, high = np.quantile(counts, [0.25, 0.5, 0.75], axis=0)
        axes[1].fill_between(depth, low, high, color=colour, alpha=0.2, linewidth=0)
        axes[1].plot(depth, middle, style, color=colour, linewidth=2, label=f"{name}, median")
    axes[1].set(xlabel="depth $n$", ylabel="linear regions along a line", title="wide random networks")
    axes[1].locator_params(axis="x", integer=True)
    for ax in axes:
        ax.legend(fontsize="small")
    return axes, "Regions over depth, left of random maps of the interval with single draws, right of wide networks."


def jacobian_norms_over_depth(norms) -> tuple[list[Axes], str]:
    """Norms of a Jacobian in a random direction over depth, and the scatter of their logarithms.

    Args:
        norms: dict of a title to a dict of shared to (draws, depth); or None where there are none yet.

    Returns:
        (one Axes per title and one more, alternative text).
    """
    titles = list(norms) if norms else ["$\\sigma_w^2 = 2$ (He)"]
    _, axes = new_figure(1, len(titles) + 1, width=3.9 * (len(titles) + 1), height=3.6)
    if not norms:
        for ax in axes:
            words_in(ax, "your norms: nothing to show yet")
            ax.set(xlabel="depth $n$")
        return list(axes), "No norms of Jacobians yet."
    lines = []
    for ax, title in zip(axes, titles, strict=False):
        for shared, values in norms[title].items():
            values = numbers_or_none(values, 2)
            if values is None:
                continue
            colour, style, name = KINDS[shared]
            depth = np.arange(1, values.shape[1] + 1)
            low, middle, high = np.quantile(values, [0.1, 0.5, 0.9], axis=0)
            ax.fill_between(depth, low, high, color=colour, alpha=0.2, linewidth=0)
            ax.plot(depth, middle, style, color=colour, label=name)
            with np.errstate(divide="ignore", invalid="ignore"):
                scatter = np.std(np.log(values), axis=0)
            if title == titles[0]:
                axes[-1].plot(depth, scatter, style, color=colour, label=name)
            lines.append(f"{title}, {name}: the median ends at {middle[-1]:.2g}")
        ax.axhline(1, color=REFERENCE, linewidth=0.8)
        ax.set(xlabel="depth $n$", ylabel="norm of $J u$", yscale="log", title=title)
    if not lines:
        nothing_yet(axes[0], "your norms")
        return list(axes), "Your norms of Jacobians are no arrays of (draws, depth): nothing to show yet."
    axes[0].legend(fontsize="small", loc="lower left")
    axes[-1].set(xlabel="depth $n$", ylabel="deviation of $\\ln \\|J u\\|$", xscale="log", yscale="log",
                 title=f"scatter, {titles[0]}")  # fmt: skip
    return list(axes), f"Norms of Jacobians over depth with bands that hold eighty per cent. {'; '.join(lines)}."
