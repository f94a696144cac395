"""Pictures of generalised teacher forcing. Each returns (Axes, alternative text)."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, placeholder
from sheet_utils.plots.predictability import attractor_row

SHADES = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#000000")
STYLES = ("-", "--", "-.", ":", (0, (6, 2, 1, 2)))


def mixed_runs(x, alpha, yours, reference, by_strength) -> tuple:
    """A run that is pulled towards the data at every step, and how far it stays away for several strengths.

    The first unit of the first sequence is drawn; Z[t] stands over t + 1, the time that it is a prediction of.

    Args:
        x: observations, (T, B, N).
        alpha: strength of the stored run.
        yours: (T, B, M), the student's stored run, or None.
        reference: (T, B, M), the right one.
        by_strength: dict of a strength to the student's (T, B, M) for it, or to None.

    Returns:
        (two Axes, alternative text); a placeholder where there is no result yet.
    """
    if yours is None or any(run is None for run in by_strength.values()):
        return placeholder("The runs appear here once process_sequence_using_GTF returns Z.")
    x = as_array(x)
    _, axes = new_figure(2, 1, height=5.2, sharex=True)
    steps = np.arange(1, len(x) + 1)
    axes[0].plot(np.arange(len(x)), x[:, 0, 0], ".", color=DATA, markersize=4, label="observation")
    axes[0].plot(steps, as_array(yours)[:, 0, 0], color=YOURS, linewidth=3, alpha=0.7, label=f"yours, α = {alpha}")
    axes[0].plot(steps, as_array(reference)[:, 0, 0], "--", color=REFERENCE, linewidth=1.2, label="reference")
    limit = 1.5 * np.abs(x[:, 0, 0]).max()
    axes[0].set(ylabel="first unit", ylim=(-limit, limit))
    axes[0].legend(fontsize="small", ncols=3, loc="lower right")
    sizes = {}
    N = x.shape[2]
    for (strength, run), colour, style in zip(by_strength.items(), SHADES, STYLES, strict=False):
        error = np.sqrt(((as_array(run)[:-1, :, :N] - x[1:]) ** 2).mean(axis=(1, 2)))
        axes[1].semilogy(steps[:-1], np.clip(error, 1e-2, 20), linestyle=style, color=colour, linewidth=1.5,
                         label=f"α = {strength}")  # fmt: skip
        sizes[strength] = np.median(error)
    axes[1].set(xlabel="step", ylabel="error of your prediction", ylim=(1e-2, 20))
    place = {"loc": "lower right", "bbox_to_anchor": (1, 1)}  # inside it would cover a run that goes astray
    axes[1].legend(fontsize="small", ncols=len(by_strength), **place)
    alt = "A forced run beside the observations, and its error for several strengths; medians: " + ", ".join(
        f"≈ {size:.2g} at α = {strength}" for strength, size in sizes.items()
    )
    return axes, f"{alt}."


def forced_products(panels) -> tuple:
    """Norms of products of forced Jacobians over the steps, one panel for each network.

    Args:
        panels: dict of a title to a dict of a strength to (T,), the norms after 1, 2, ... steps; or None where the
            strengths are not chosen yet.

    Returns:
        (one Axes for each panel, alternative text); a placeholder where there is nothing yet.
    """
    if panels is None:
        return placeholder("The products appear here once choose_alpha returns three strengths.")
    _, axes = new_figure(1, len(panels), width=4.6 * len(panels), height=3.6, sharey=True, squeeze=False)
    ends = []
    for ax, (title, curves) in zip(axes[0], panels.items(), strict=True):
        for (strength, norms), colour, style in zip(curves.items(), SHADES, STYLES, strict=False):
            norms = as_array(norms)
            ax.semilogy(np.arange(1, len(norms) + 1), norms, linestyle=style, color=colour, linewidth=1.5,
                        label=f"α = {strength:.3f}")  # fmt: skip
        ends.append(f"{title}: " + ", ".join(f"≈ {as_array(norms)[-1]:.0e}" for norms in curves.values()))
        ax.axhline(1, color=REFERENCE, linewidth=0.8)
        ax.set(title=title, xlabel="steps that the gradient travels")
        ax.title.set_size("medium")
        # A single strong pull falls through the lower left corner, and several curves have high peaks.
        ax.legend(fontsize="small", loc="upper right" if len(curves) == 1 else "lower left")
    axes[0, 0].set(ylabel="norm of the product", ylim=(1e-9, 1e3))
    order = "from the weakest forcing to the strongest"
    return list(axes[0]), f"Norms of products of forced Jacobians; after the last step, {order}, {'; '.join(ends)}."


def strength_over_training(alphas) -> tuple[Axes, str]:
    """The strength of forcing at every step of a training run.

    Args:
        alphas: (steps,).

    Returns:
        (Axes, alternative text).
    """
    alphas = as_array(alphas)
    _, ax = new_figure(height=2.2)
    ax.plot(alphas, color=MODEL)
    ax.set(xlabel="training step", ylabel="α", ylim=(0, 1.1 * max(alphas.max(), 1e-3)))
    if alphas[0] == alphas[-1]:
        return ax, f"The strength of forcing is constant over the training, α ≈ {alphas[0]:.3f}."
    return ax, f"The strength of forcing falls from ≈ {alphas[0]:.3f} to ≈ {alphas[-1]:.3f} along half a cosine."


def free_runs(true, orbits) -> tuple[list[Axes], str]:
    """Free-running networks beside the data, in three dimensions.

    Args:
        true: (T, 3), the clean test series.
        orbits: dict of a name to (T', 3), or to None where that network could not be trained.

    Returns:
        (list of Axes, alternative text).
    """
    shown = {name: orbit for name, orbit in orbits.items() if orbit is not None}
    axes = attractor_row({"data": true, **shown})
    for ax in axes:
        # Without the tick labels there is room for the names close to the axes; the third needs a smaller box.
        ax.set_xlabel("unit 1", labelpad=-10)
        ax.set_ylabel("unit 2", labelpad=-10)
        ax.set_zlabel("unit 3", labelpad=-10)
        ax.set_box_aspect(None, zoom=0.85)
    names = ", ".join(shown) or "no network yet"
    alt = f"The attractor of the data, and the free-running orbits of {names}; a dot marks the last point of each."
    return axes, alt


def _with_strength(row):
    """The label of a method, with the strength of its forcing wherever its name does not say it."""
    alpha, end = row["alpha"], row["alpha_end"]
    if alpha is None or f"{alpha:g}" in row["method"]:
        return row["method"]
    return f"{row['method']}\nα = {alpha:g}" if end is None else f"{row['method']}\nα from {alpha:g} to {end:g}"


def forcing_methods(rows, expected, spread, floor, yours=None) -> tuple[list[Axes], str]:
    """Networks of several ways of forcing: the largest exponent of each, and its distance from the true attractor.

    Args:
        rows: dicts with method, alpha, alpha_end (None where there is none), exponent (per unit of time), d_stsp and
            failed, one for each network.
        expected: the true exponent.
        spread: standard deviation of the true exponent over stretches as long as those of the networks.
        floor: (low, high), the distances between two stretches of the true system.
        yours: dict of a name to (exponent, d_stsp) of the student's own networks, or None.

    Returns:
        (two Axes, alternative text).
    """
    methods = list(dict.fromkeys(row["method"] for row in rows))
    own = yours or {}
    _, axes = new_figure(1, 2, width=10.0, height=0.42 * (len(methods) + len(own)) + 1.2, sharey=True)
    axes[0].axvspan(expected - 2 * spread, expected + 2 * spread, color=DATA, alpha=0.3, linewidth=0,
                    label="Lorenz system")  # fmt: skip
    axes[1].axvspan(*floor, color=DATA, alpha=0.3, linewidth=0)
    limits_of = {"exponent": (0.6, 1.1), "d_stsp": (0.02, 2)}
    medians = []
    labels = []
    for height, method in enumerate(methods):
        of_method = [row for row in rows if row["method"] == method]
        labels.append(_with_strength(of_method[0]))
        failed = np.array([bool(row["failed"]) for row in of_method])
        for ax, (key, limits) in zip(axes, limits_of.items(), strict=True):
            values = np.array([float(row[key]) for row in of_method])
            drawn = np.clip(np.nan_to_num(values, nan=limits[0] if key == "exponent" else limits[1]), *limits)
            heights = height + np.linspace(-0.25, 0.25, len(values))
            ax.plot(drawn[~failed], heights[~failed], "o", color=MODEL, markersize=4)
            ax.plot(drawn[failed], heights[failed], "x", color=REFERENCE, markersize=5)
            # A network that runs away has no exponent; it counts as one that is far off.
            middle = np.median(np.nan_to_num(values, nan=-np.inf if key == "exponent" else np.inf))
            ax.plot(np.clip(middle, *limits), height, "|", color=MARK, markersize=18, markeredgewidth=3)
            if key == "exponent":
                medians.append(f"{method} ≈ {middle:.3f}")
    for height, pair in enumerate(own.values(), start=len(methods)):
        # What lies beyond the panel points there, and a network without a number is as bad as can be drawn.
        for ax, value, limits, worst in zip(axes, pair, limits_of.values(), (0, 1), strict=True):
            value = limits[worst] if np.isnan(value) else value
            marker = "<" if value < limits[0] else ">" if value > limits[1] else "D"
            ax.plot(np.clip(value, *limits), height, marker, color=YOURS, markersize=8)
    axes[0].plot([], [], "o", color=MODEL, label="network")
    axes[0].plot([], [], "x", color=REFERENCE, label="failed")
    axes[0].plot([], [], "|", color=MARK, markersize=12, markeredgewidth=3, label="median")
    axes[0].set_yticks(range(len(methods) + len(own)), [*labels, *own])
    axes[0].set(xlabel=r"$\lambda_\mathrm{max}$, nats per unit of time", xlim=(0.58, 1.12))
    axes[1].set(xlabel=r"$D_\mathrm{stsp}$", xscale="log", xlim=(0.018, 2.2))
    ticks = (0.03, 0.1, 0.3, 1)
    axes[1].set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes[1].minorticks_off()
    axes[0].invert_yaxis()
    axes[0].figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize="small")
    return list(axes), f"Largest exponents and distances of networks by method. Medians: {'; '.join(medians)}."
