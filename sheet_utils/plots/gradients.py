"""Pictures of gradients through time: four regimes of one network, and what clipping leaves."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none

STYLES = ((DATA, "-"), (MODEL, "--"), (REFERENCE, "-."), (MARK, ":"))
DECADES = 1 / np.log(10)


def regime_norms(logs, slopes=None) -> Axes:
    """ln of Jacobian norms of several orbits on one axis in powers of ten, with lines of the predicted slopes.

    Args:
        logs: dict of a name to (T,), natural logarithms of the norms after 1, 2, ... steps.
        slopes: dict of a name to the predicted slope in nats per step, or None where there is none to draw.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=4.0)
    for (name, values), (colour, style) in zip(logs.items(), STYLES, strict=False):
        values = as_array(values)
        steps = np.arange(1, len(values) + 1)
        ax.plot(steps, values * DECADES, style, color=colour, linewidth=1.6, label=name)
        slope = None if slopes is None else numbers_or_none(slopes.get(name), 0)
        if slope is not None and np.isfinite(slope):
            # Through the middle of the curve: a slope is predicted, not a height.
            line = np.median(values - slope * steps) + slope * steps
            ax.plot(steps, line * DECADES, color=YOURS, linewidth=4, alpha=0.45, zorder=0)
    ax.plot([], [], color=YOURS, linewidth=4, alpha=0.45, label="predicted slope")
    ax.set(xlabel="steps $T - 1$", ylabel=r"$\log_{10} \| \partial z_T / \partial z_1 \|_2$")
    ax.legend(fontsize="small", ncols=2)
    return ax


def regime(Z, logs, slope, title) -> np.ndarray:
    """An orbit in its first two units, and the Jacobian norms along it with one predicted slope.

    Args:
        Z: (T, M), states.
        logs: (T - 1,), natural logarithms of the norms.
        slope: nats per step.
        title: of the left panel.

    Returns:
        The Axes, one per panel, in an array of shape (panels,).
    """
    _, axes = new_figure(1, 2, height=3.4, width_ratios=(1, 1.6))
    axes[0].plot(Z[:, 0], Z[:, 1], ".", color=DATA, markersize=3)
    axes[0].set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05), aspect="equal", xlabel="$z_1$", ylabel="$z_2$", title=title)
    steps = np.arange(1, len(logs) + 1)
    axes[1].plot(steps, logs * DECADES, color=DATA, linewidth=1.6, label="measured")
    line = np.median(logs - slope * steps) + slope * steps
    axes[1].plot(steps, line * DECADES, color=YOURS, linewidth=4, alpha=0.45, zorder=0, label="predicted slope")
    axes[1].set(xlabel="steps $T - 1$", ylabel=r"$\log_{10} \| \partial z_T / \partial z_1 \|_2$", ylim=(-30, 30))
    axes[1].legend(fontsize="small", loc="upper left")
    return axes


def gradient_growth(lengths, reference, yours=None) -> Axes:
    """The norm of the loss gradient over the length of the sequence, one curve per regime.

    Args:
        lengths: (K,), numbers of steps.
        reference: dict of a name to (K,), the reference result.
        yours: the same, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.6)
    for (name, norms), (colour, style) in zip(reference.items(), STYLES, strict=False):
        your_norms = None if yours is None else numbers_or_none(yours.get(name), 1)
        if your_norms is not None and your_norms.shape == np.shape(lengths):
            ax.plot(
                lengths,
                your_norms,
                color=YOURS,
                linewidth=4,
                alpha=0.45,
                label="yours" if name == "chaos" else None,
            )
        ax.plot(lengths, norms, style, color=colour, linewidth=1.4, label=name)
    ax.set(yscale="log", xlabel="length $T$ of the sequence", ylabel=r"$\| \partial L / \partial W \|$")
    ax.legend(fontsize="small", loc="upper left")
    return ax


def gradient_shares(sizes, clipped=None) -> Axes:
    """How much each step of the past adds to a gradient, before and after clipping.

    Args:
        sizes: (T - 1,), the norms of the terms in the order of time.
        clipped: the same after clipping, or None.

    Returns:
        The Axes.
    """
    _, ax = new_figure(height=3.4)
    back = np.arange(len(sizes), 0, -1)
    ax.semilogy(back, sizes, color=DATA, linewidth=1.6, label="as it is")
    clipped_sizes = None if clipped is None else numbers_or_none(clipped, 1)
    if clipped_sizes is not None and clipped_sizes.shape == np.shape(sizes):
        ax.semilogy(back, clipped_sizes, "--", color=YOURS, linewidth=2.2, label="clipped by your function")
    ax.invert_xaxis()
    ax.set(xlabel="steps before the end", ylabel="norm of the term in $\\partial L / \\partial W$")
    ax.legend(fontsize="small")
    return ax


def growth_per_step(growth, margins=None) -> np.ndarray:
    """The mean factor per step of several Jacobian products, and the band 1 +- epsilon that a student found.

    Args:
        growth: dict of a name to (T - 1,), the n-th roots of the norms after n steps.
        margins: dict of a name to (T - 1,), or None.

    Returns:
        The Axes, one per panel, in an array of shape (panels,).
    """
    _, axes = new_figure(1, len(growth), width=9.0, height=3.2, sharey=True)
    axes = np.atleast_1d(axes)
    for ax, (name, values), (colour, _) in zip(axes, growth.items(), STYLES, strict=False):
        steps = np.arange(1, len(values) + 1)
        margin = None if margins is None else numbers_or_none(margins.get(name), 1)
        if margin is not None and margin.shape == values.shape:
            ax.fill_between(steps, 1 - margin, 1 + margin, color=YOURS, alpha=0.4, label="your $1 \\pm \\epsilon$")
        ax.plot(steps, values, color=colour, linewidth=1.4, label="growth per step")
        ax.axhline(1, color=REFERENCE, linewidth=0.8, linestyle=":")
        ax.set(xscale="log", ylim=(0.55, 1.45), title=name, xlabel="steps $T - 1$")
    axes[0].set_ylabel(r"$\| \partial z_T / \partial z_1 \|^{1/(T-1)}$")
    axes[len(growth) // 2].legend(fontsize="small", loc="upper right")
    return axes


def terrain(gains, losses, truth) -> np.ndarray:
    """The loss over one parameter, for several lengths of the sequence.

    Args:
        gains: (K,), values of the parameter.
        losses: dict of a length to (K,).
        truth: the value that made the data, marked.

    Returns:
        The Axes, one per panel, in an array of shape (panels,).
    """
    _, axes = new_figure(1, len(losses), width=max(7.0, 3.2 * len(losses)), height=3.0, sharey=True)
    axes = np.atleast_1d(axes)
    for ax, (T, values) in zip(axes, losses.items(), strict=True):
        ax.plot(gains, values, color=DATA, linewidth=0.9)
        ax.axvline(truth, color=MARK, linestyle="--", linewidth=1.2, label="made the data")
        ax.set(title=f"$T = {T}$", xlabel="gain $g$")
    axes[0].set_ylabel("loss")
    axes[0].legend(fontsize="small", loc="upper right")
    return axes
