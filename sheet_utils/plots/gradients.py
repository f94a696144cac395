"""Pictures of gradients through time: which uses of the weights carry them, and how they grow in four regimes.

Functions that return (axes, alt) bring their alternative text, as `show` takes it.
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
    placeholder,
)

#: Colour, line style and width of every regime; chaos stands out.
STYLES = {
    "fixed point": (DATA, "--", 1.6),
    "cycle": (MARK, "-.", 1.6),
    "quasi-periodic": (REFERENCE, ":", 2.0),
    "chaos": (MODEL, "-", 3.0),
}
DECADES = 1 / np.log(10)
MISSING = "nothing to show yet: your function does not give a result"


def regime(z, logs, slope, title) -> np.ndarray:
    """An orbit in its first two units, and the Jacobian norms along it with one predicted slope.

    Args:
        z: (T, M), states.
        logs: (T - 1,), natural logarithms of the norms.
        slope: nats per step.
        title: of the left panel.

    Returns:
        The Axes, one per panel, in an array of shape (panels,).
    """
    _, axes = new_figure(1, 2, height=3.4, width_ratios=(1, 1.6))
    axes[0].plot(z[:, 0], z[:, 1], ".", color=DATA, markersize=3)
    axes[0].set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05), aspect="equal", xlabel="unit 1", ylabel="unit 2", title=title)
    steps = np.arange(1, len(logs) + 1)
    axes[1].plot(steps, logs * DECADES, color=DATA, linewidth=1.6, label="measured")
    line = np.median(logs - slope * steps) + slope * steps
    axes[1].plot(steps, line * DECADES, color=GREEN, linewidth=4, alpha=0.45, zorder=0, label=r"slope $\lambda_\max$")
    axes[1].set(xlabel="steps $T - 1$", ylabel=r"$\log_{10} \| \partial z_T / \partial z_1 \|_2$", ylim=(-30, 30))
    axes[1].legend(fontsize="small", loc="upper left")
    return axes


def term_maps(sizes) -> tuple[np.ndarray, str]:
    """How large the term of every pair of a loss and a use of the weights is, one map for each regime.

    Args:
        sizes: dict of a name to (T, T), norms by the time t of the loss (rows) and the step r (columns), or to None.

    Returns:
        (Axes, alternative text).
    """
    squares = {name: numbers_or_none(values, 2) for name, values in sizes.items() if values is not None}
    squares = {name: values for name, values in squares.items() if values is not None and len(set(values.shape)) == 1}
    if len(squares) < len(sizes):
        return placeholder(f"The terms of the gradient: {MISSING} for every pair of t and r.")
    figure, axes = new_figure(1, len(squares), width=10.5, height=3.2, sharey=True)
    axes = np.atleast_1d(axes)
    for ax, (name, values) in zip(axes, squares.items(), strict=True):
        T = len(values)
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.clip(np.log10(values), -5, 5)
        image = ax.imshow(logs, cmap="inferno", vmin=-5, vmax=5, extent=(0.5, T + 0.5, T + 0.5, 0.5))
        ax.set(title=name, xlabel="step $r$ that used the weights")
    axes[0].set_ylabel("time $t$ of the loss")
    figure.colorbar(image, ax=list(axes), label=r"$\log_{10}$ of the term's size")
    corner = {name: np.log10(max(values[-1, 0], 1e-300)) for name, values in squares.items()}
    told = ", ".join(f"{name} {power:.0f}" for name, power in corner.items())
    alt = (
        "Triangular maps of the size of every term, one for each regime; bright is large. Power of ten in the lower"
        f" left corner, where the last loss meets the first step: {told}."
    )
    return axes, alt


def theorem_one(logs, slopes, orbits) -> tuple[np.ndarray, str]:
    """The Jacobian norms of a fixed point and a cycle with predicted slopes; tangent vectors from many starts.

    Args:
        logs: dict of a name to (T,), natural logarithms of the norms after 1, 2, ... steps.
        slopes: dict of a name to the predicted slope in nats per step, or to None.
        orbits: (T, S), norms of the tangent vector, one column for each initial condition.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.6)
    missing = []
    for name, values in logs.items():
        colour, style, width = STYLES[name]
        steps = np.arange(1, len(values) + 1)
        axes[0].plot(steps, values * DECADES, style, color=colour, linewidth=width, label=name)
        slope = numbers_or_none(slopes.get(name), 0) if slopes.get(name) is not None else None
        if slope is None or not np.isfinite(slope):
            missing.append(name)
            continue
        # Through the middle of the curve: a slope is predicted, not a height.
        line = np.median(values - slope * steps) + slope * steps
        axes[0].plot(steps, line * DECADES, color=YOURS, linewidth=4, alpha=0.5, zorder=0, label=None)
    axes[0].plot([], [], color=YOURS, linewidth=4, alpha=0.5, label="your slope")
    if missing:
        axes[0].text(0.5, 0.93, "no predicted slope yet", ha="center", transform=axes[0].transAxes)
    axes[0].set(xlabel="steps $T - 1$", ylabel=r"$\log_{10} \| \partial z_T / \partial z_1 \|_2$", title="part (i)")
    axes[0].legend(fontsize="small", loc="lower left")
    steps = np.arange(1, len(orbits) + 1)
    axes[1].semilogy(steps, orbits, color=DATA, linewidth=0.6, alpha=0.6)
    axes[1].set(
        xlabel="$T$", ylabel=r"$\| \partial z_T / \partial \theta \|$", title="part (iii), many initial conditions"
    )
    alt = (
        "Left: Jacobian norms on a fixed point and a cycle fall along straight lines on a log scale"
        + (", without predicted slopes yet" if missing else ", beside the predicted slopes")
        + ". Right: norms of tangent vectors from many initial conditions rise at first and then end in one band."
    )
    return axes, alt


def growth_in_regimes(products, tangents, lengths, gradients, reference) -> tuple[np.ndarray, str]:
    """Jacobian products, tangent vectors and gradients of the last loss over T, in four regimes.

    Args:
        products, tangents: dicts of a name to (T,), norms after 1, 2, ... steps.
        lengths: (K,), values of T.
        gradients: dict of a name to (K,), a student's result, or None.
        reference: dict of a name to (K,), the reference result.

    Returns:
        (three Axes, alternative text).
    """
    _, axes = new_figure(1, 3, width=11.5, height=3.8)
    yours = False
    for name in products:
        colour, style, width = STYLES[name]
        for ax, values in zip(axes, (products[name], tangents[name]), strict=False):
            ax.semilogy(np.arange(1, len(values) + 1), values, style, color=colour, linewidth=width, label=name)
        found = numbers_or_none((gradients or {}).get(name), 1) if gradients else None
        if found is not None and found.shape == np.shape(lengths):
            axes[2].semilogy(lengths, found, color=YOURS, linewidth=6, alpha=0.45, zorder=0)
            yours = True
        axes[2].semilogy(lengths, reference[name], style, color=colour, linewidth=width)
    axes[2].plot([], [], color=YOURS, linewidth=6, alpha=0.45, label="yours")
    labels = (
        r"$\| \partial z_T / \partial z_1 \|_2$",
        r"$\| \partial z_T / \partial \theta \|$",
        r"$\| \partial L_T / \partial \theta \|$",
    )
    titles = ("Jacobian product", "tangent vector", "gradient of the last loss")
    for ax, label, title in zip(axes, labels, titles, strict=True):
        ax.set(xlabel="$T$", ylabel=label, title=title)
    axes[0].legend(fontsize="small", loc="upper left")
    axes[2].legend(fontsize="small", loc="upper left")
    if not yours:
        axes[2].text(0.5, 0.5, "yours: nothing to show yet", ha="center", transform=axes[2].transAxes)
    alt = (
        "Three norms over T on log scales, four regimes each. In chaos all three rise by eighteen powers of ten in"
        " 200 steps. The fixed point's and the cycle's product falls and their other two stay level; in the"
        " quasi-periodic regime the product stays level and the other two rise slowly."
    )
    return axes, alt


def growth_per_step(growth, lam) -> tuple[np.ndarray, str]:
    """The mean factor per step of several Jacobian products, and the band 1 +- epsilon that just holds it.

    Args:
        growth: dict of a name to (T,), the n-th roots of the norms after n steps.
        lam: dict of a name to the largest exponent in nats per step.

    Returns:
        (Axes, alternative text), one Axes for each name.
    """
    _, axes = new_figure(1, len(growth), width=9.5, height=3.2, sharey=True)
    axes = np.atleast_1d(axes)
    for ax, (name, values) in zip(axes, growth.items(), strict=True):
        colour, _, _ = STYLES[name]
        values = as_array(values)
        steps, margin = np.arange(1, len(values) + 1), np.abs(values - 1)
        ax.fill_between(steps, 1 - margin, 1 + margin, color=DATA, alpha=0.2, label=r"$1 \pm \epsilon_n$")
        ax.plot(steps, values, color=colour, linewidth=2, label="mean growth per step")
        ax.axhline(np.exp(lam[name]), color=REFERENCE, linewidth=0.9, linestyle="--", label=r"$e^{\lambda_\max}$")
        ax.set(xscale="log", ylim=(0.55, 1.45), title=name, xlabel="steps $n$")
    axes[0].set_ylabel(r"$\| \partial z_T / \partial z_1 \|^{1/n}$")
    handles = axes[0].get_legend_handles_labels()
    axes[0].figure.legend(*handles, loc="outside lower center", ncols=3, fontsize="small")
    alt = (
        "Mean growth per step over up to 1000 steps with the band around 1 that just holds it:"
        " the band closes for the quasi-periodic orbit and stays open for the cycle and for chaos."
    )
    return axes, alt


def promised_decrease(steps, ratios) -> tuple[Axes, str]:
    """Which share of the promised decrease of the loss a step against the gradient brings, over its length.

    Args:
        steps: (K,), lengths of the step.
        ratios: dict of a length T of the sequence to (K,), or to None.

    Returns:
        (Axes, alternative text).
    """
    curves = {T: numbers_or_none(values, 1) for T, values in ratios.items() if values is not None}
    if not curves or any(values is None or values.shape != np.shape(steps) for values in curves.values()):
        return placeholder(f"The decrease of the loss: {MISSING} with which a step could be made.")
    _, ax = new_figure(height=3.6)
    ax.axhspan(0.9, 1.1, color=SKY, alpha=0.35, label="within 10 %")
    for (T, values), style in zip(curves.items(), ("-o", "--s", "-.^", ":D", "-v", "--<"), strict=False):
        ax.plot(steps, np.clip(values, -1, 2), style, markersize=4, label=f"$T = {T}$")
    ax.set(xscale="log", ylim=(-1.1, 2.1), xlabel="length $h$ of the step", ylabel="decrease / promised decrease")
    ax.set_xticks(steps[::2])
    ax.legend(fontsize="small", loc="lower left")
    return ax, (
        "Share of the promised decrease over the length of the step, cut off at −1 and 2, for sequences of "
        f"{', '.join(map(str, curves))} steps; a band marks 10 per cent around 1."
    )


def usable_steps(lengths, usable, taken, answered) -> tuple[Axes, str]:
    """The longest step for which the gradient can be trusted, over the length of the sequence.

    Args:
        lengths: (K,), values of T.
        usable: dict of a regime to (K,), lengths of a step.
        taken: the length of the step that a training takes after clipping, marked.
        answered: whether the student has answered what this picture tells.

    Returns:
        (Axes, alternative text).
    """
    if not answered:
        return placeholder("This picture comes once you have answered the question above it.")
    _, ax = new_figure(height=3.8)
    for name, values in usable.items():
        colour, style, width = STYLES[name]
        ax.semilogy(lengths, values, style, color=colour, linewidth=width, marker="o", markersize=4, label=name)
    ax.axhline(taken, color=GREEN, linewidth=2, linestyle=(0, (5, 2)), label="a clipped step")
    ax.set(xlabel="length $T$ of the sequence", ylabel="longest usable step")
    ax.legend(fontsize="small", loc="lower left")
    return ax, (
        "Longest usable step over the length of the sequence, log scale: level between 1 and 0.001 for the fixed point"
        " and the cycle, a little lower for the quasi-periodic orbit, and falling by a power of ten in ten steps or so"
        " in chaos, far below the line that marks a clipped step."
    )


def clipped_terms(sizes, factor, clip) -> tuple[Axes, str]:
    """How much each use of the weights adds to a gradient, before and after clipping.

    Args:
        sizes: (T,), the norms of the terms in the order of time, or None.
        factor: by how much clipping shortens the gradient.
        clip: the largest norm.

    Returns:
        (Axes, alternative text).
    """
    sizes = None if sizes is None else numbers_or_none(sizes, 1)
    if sizes is None:
        return placeholder(f"The terms of a gradient: {MISSING} for every step.")
    _, ax = new_figure(height=3.4)
    steps = np.arange(1, len(sizes) + 1)
    ax.semilogy(steps, sizes, color=MODEL, linewidth=3, label="as it is")
    ax.semilogy(steps, factor * sizes, "--", color=GREEN, linewidth=2.5, label=f"clipped to the norm {clip:g}")
    ax.set(xlabel="step $r$ that used the weights", ylabel="size of the term")
    ax.legend(fontsize="small")
    return ax, (
        "Size of each step's term in the gradient, log scale: it falls from the first to the last by several powers"
        " of ten. The clipped curve is the same one, moved down as a whole."
    )


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
        ax.plot(gains, values, color=MODEL, linewidth=1.2)
        ax.axvline(truth, color=REFERENCE, linestyle="--", linewidth=1.2, label="made the data")
        ax.set(title=f"$T = {T}$", xlabel="gain $g$")
    axes[0].set_ylabel("loss")
    axes[0].legend(fontsize="small", loc="upper left")
    return axes
