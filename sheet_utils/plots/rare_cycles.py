"""Pictures of rare cycles: steep maps, counted and estimated shares, the cheapest map and the maps that lie near it.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
"""

from itertools import cycle

import numpy as np

from sheet_utils import rare_cycles
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
    nothing_yet,
    numbers_or_none,
)

#: Colour, marker and line style by width, in the order in which widths are given.
STYLES = ((DATA, "o", "-"), (MODEL, "s", "--"), (GREEN, "^", ":"), (SKY, "D", "-."))
#: 1 / sigma2 of He's initialisation.
HE = 0.5
GRID = np.linspace(0.0, 1.0, 401)


def _numbers(value):
    """A result of two or more numbers as a flat array; None where it is nothing of the kind or not finite."""
    values = None if value is None else numbers_or_none(value, 1)
    return values if values is not None and np.isfinite(values).all() else None


def steepest_slopes(steepest, k) -> tuple[Axes, str]:
    """A histogram of the largest slopes of random maps, with the slope at which the proof of order ends.

    Args:
        steepest: dict of a label to the largest slopes (nets,), or to None.
        k: units of each map, for the title.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.0)
    drawn, bins = [], np.geomspace(0.05, 20, 90)
    for (label, slopes), (colour, _, style) in zip(steepest.items(), STYLES, strict=False):
        slopes = _numbers(slopes)
        if slopes is not None:
            ax.hist(np.clip(slopes, bins[0], bins[-1]), bins, histtype="step", color=colour, linestyle=style,
                    linewidth=1.8, label=label)  # fmt: skip
            drawn.append(f"{label}: the median is {np.median(slopes):.2f}, and {np.mean(slopes > 1):.1%} are above 1")
    if drawn:
        ax.axvline(1.0, color=MARK, linewidth=1.5, label="slope 1")
        ax.set_xscale("log")
        ax.legend(fontsize="small")
    else:
        nothing_yet(ax, "your steepest slopes")
    ax.set(xlabel="largest slope of a map", ylabel="number of maps", title=f"width $k$ = {k}")
    return ax, f"Histogram of the largest slopes of random maps of width {k}. {'; '.join(drawn) or 'None yet'}."


def straightened(counts, horizontal, vertical) -> tuple[Axes, str]:
    """Shares of maps with a cycle over the variance, on axes of the student's choice.

    Args:
        counts: dict of a width to a list of (sigma2, hits, nets).
        horizontal: of sigma2, giving the abscissa.
        vertical: of a share, giving the ordinate.

    Returns:
        (Axes, alternative text). The title says how much of each width's variation a straight line leaves over.
    """
    _, ax = new_figure(height=3.6)
    left = []
    for (k, points), (colour, marker, style) in zip(counts.items(), STYLES, strict=False):
        sigma2, hits, nets = np.array(points, dtype=float).T
        ends = np.array([rare_cycles.wilson_interval(*pair) for pair in zip(hits, nets, strict=True)])
        with np.errstate(all="ignore"):
            x, y, low, high = (
                np.array([float(function(value)) for value in values])
                for function, values in (
                    (horizontal, sigma2),
                    (vertical, hits / nets),
                    (vertical, ends[:, 0]),
                    (vertical, ends[:, 1]),
                )  # fmt: skip
            )
        good = np.isfinite([x, y, low, high]).all(axis=0)
        bars = np.abs(np.array([low, high])[:, good] - y[good])
        ax.errorbar(x[good], y[good], bars, fmt=marker + style, color=colour, markersize=5, linewidth=1, capsize=3,
                    label=f"k = {k}")  # fmt: skip
        if good.sum() > 2 and np.ptp(x[good]) > 0 and np.var(y[good]) > 0:
            rest = y[good] - np.polyval(np.polyfit(x[good], y[good], 1), x[good])
            left.append(f"k = {k}: {np.var(rest) / np.var(y[good]):.1%}")
    ax.set(xlabel="your horizontal axis", ylabel="your vertical axis")
    ax.set_title(
        f"left over by a straight line: {', '.join(left) or 'nothing that could be fitted'}", fontsize="medium"
    )
    ax.legend(fontsize="small")
    return ax, (
        "Shares of maps with period three on the chosen axes, one curve with 95 % intervals for each width. A straight "
        f"line leaves over, of the variation, {', '.join(left) or 'nothing that could be fitted'}."
    )


def slope_walks(walks, sigma2) -> tuple[np.ndarray, str]:
    """Slopes of random maps before clipping over x, a few for each width, with their expected spread.

    Args:
        walks: dict of a width to a list of (b, S): biases (k,), sorted, and the slopes (k,) to the right of each.
        sigma2: k times the variance of a weight.

    Returns:
        (one Axes for each width, alternative text).
    """
    _, axes = new_figure(1, len(walks), width=9.0, height=2.8, sharey=True)
    for ax, (k, paths) in zip(np.atleast_1d(axes), walks.items(), strict=True):
        for (b, S), colour in zip(paths, cycle((DATA, GREEN, MARK, SKY, MODEL)), strict=False):
            ax.step(np.r_[0, b, 1], np.r_[0, S, S[-1]], where="post", linewidth=0.9, color=colour)
        for sign in (-1, 1):
            ax.plot(GRID, sign * np.sqrt(sigma2 * GRID), "--", color=REFERENCE, linewidth=1.2)
        ax.set(title=f"$k$ = {k}", xlabel="$x$")
    np.atleast_1d(axes)[0].set_ylabel("slope $F'(x)$")
    return axes, (
        f"Slopes of random maps over x for the widths {', '.join(map(str, walks))}: step functions that become finer "
        "with the width and keep spreading like the dashed square roots."
    )


def cheapest_map(result, image=(1, 2, 0)) -> tuple[np.ndarray, str]:
    """The cost of three-cycles over p and q, and a student's cheapest map with its curvature.

    Nothing is drawn of the reference result before there is one of the student's.

    Args:
        result: (cost, t, c): the student's cost, points (3,) and coefficients (3,); or None.
        image: the order of the cycle.

    Returns:
        (three Axes, alternative text).
    """
    _, axes = new_figure(1, 3, width=10.0, height=3.6)
    try:
        cost, t, c = float(result[0]), _numbers(result[1]), _numbers(result[2])
    except (TypeError, ValueError, IndexError):
        cost, t, c = np.nan, None, None
    if t is None or c is None or t.shape != (len(image),) or c.shape != t.shape or not np.isfinite(cost):
        for ax in axes:
            nothing_yet(ax, "your cheapest map")
        return axes, "Three empty panels: they wait for your cheapest three-cycle, its map and its curvature."
    least, best = rare_cycles.cheapest_cycle(image)
    coefficients = rare_cycles.cheapest_spline(best, best[list(image)])[1]
    p, q = np.linspace(0.25, 0.7, 61), np.linspace(0.5, 0.95, 61)
    costs = np.array([[_cost_of(i, j, image) for i in p] for j in q])
    lines = axes[0].contour(p, q, costs, levels=[34, 35, 37, 40, 45, 55, 75], colors="0.4", linewidths=0.8)
    axes[0].clabel(lines, fontsize="x-small")
    axes[0].plot(*best[:2], "o", color=REFERENCE, markersize=11, markerfacecolor="none", label="reference")
    axes[0].plot(*t[:2], "X", color=YOURS, markersize=8, label="yours")
    axes[0].set(xlabel="$p$", ylabel="$q$", title=f"cost; yours: {cost:.3f}", xlim=(0.25, 0.7), ylim=(0.5, 0.95))
    axes[1].plot([0, 1], [0, 1], color=MARK, linewidth=1)
    axes[1].plot(GRID, rare_cycles.spline(GRID, t, c), color=YOURS, linewidth=2, label="yours")
    axes[1].plot(
        GRID, rare_cycles.spline(GRID, best, coefficients), "--", color=REFERENCE, linewidth=1, label="reference"
    )
    web = np.concatenate(
        [[[best[i], best[i]], [best[i], best[image[i]]]] for i in range(len(image))] + [[[best[0]] * 2]]
    )
    axes[1].plot(*web.T, ":", color=MODEL, linewidth=1.2)
    axes[1].axhline(1, color=REFERENCE, linewidth=0.6)
    axes[1].set(xlabel="$x$", title="the map before clipping", ylim=(-0.1, 1.4))
    axes[2].plot(GRID, rare_cycles.curvature(GRID, t, c), color=YOURS, linewidth=2)
    axes[2].plot(GRID, rare_cycles.curvature(GRID, best, coefficients), "--", color=REFERENCE, linewidth=1)
    axes[2].axhline(0, color=REFERENCE, linewidth=0.6)
    axes[2].set(xlabel="$b$", title="its curvature $u(b)$")
    for ax in axes[:2]:
        ax.legend(fontsize="small", loc="lower right")
    return axes, (
        f"Left, contours of the cost over p and q, with your point at {t[0]:.3f}, {t[1]:.3f} and cost {cost:.2f}; the "
        f"least is {least:.2f}. Middle, your map beside the reference, which rises, passes 1 and comes down, with its "
        "three-cycle dotted. Right, your curvature, piecewise linear, beside the reference."
    )


def _cost_of(p, q, image):
    t = np.array([p, q, 1.0])
    return rare_cycles.cheapest_spline(t, t[list(image)])[0] if p < q else np.nan


def maps_over_spline(panels, t, c) -> tuple[np.ndarray, str]:
    """Maps that have a three-cycle, drawn over the map that theory expects for small variances.

    Args:
        panels: dict of a title to a list of maps, each by its knots (x, y).
        t, c: the points and coefficients of the expected map, (n,) each; or None.

    Returns:
        (one Axes for each panel, alternative text).
    """
    _, axes = new_figure(1, len(panels), width=min(3.6 * len(panels) + 0.6, 11), height=3.6, sharey=True)
    axes = np.atleast_1d(axes)
    t, c = _numbers(t), _numbers(c)
    far = []
    for ax, (title, maps) in zip(axes, panels.items(), strict=True):
        ax.plot([0, 1], [0, 1], color=MARK, linewidth=0.8)
        values = np.array([np.interp(GRID, *one) for one in maps])
        for one in maps:
            ax.plot(*one, color=DATA, linewidth=0.7, alpha=0.45)
        if t is not None and c is not None and len(t) == len(c):
            expected = np.clip(rare_cycles.spline(GRID, t, c), 0, 1)
            ax.plot(GRID, expected, "--", color=REFERENCE, linewidth=2)
            if len(values):
                far.append(f"{title}: ≈ {np.sqrt(np.mean((values - expected) ** 2)):.2f}")
        ax.set(title=f"{title}: {len(maps)} maps", xlabel="$x$", xlim=(0, 1), ylim=(-0.03, 1.05))
    axes[0].set_ylabel("$f(x)$")
    distance = f" Their typical distance from it is {', '.join(far)}." if far else ""
    return axes, f"Maps with period three as thin lines, the cheapest map dashed over them.{distance}"


def log_shares(counted, estimated, stored=None, cost=None, guess=None) -> tuple[Axes, str]:
    """Logarithms of small shares over 1 / sigma2, where exp(-cost / sigma2) is a straight line.

    Args:
        counted: dict of a width to a list of (sigma2, hits, nets), drawn as rings with 95 % intervals; where there is
            no hit, a triangle hangs from the interval's upper end.
        estimated: dict of a width to a list of (sigma2, share, standard error), the student's, or None.
        stored: the same from a longer run, drawn as small crosses beside the student's; or None.
        cost: the predicted slope is minus this; the line passes through the stored estimates at the smallest variance.
        guess: the student's power of ten at He's variance, or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=4.4)
    text = []
    for (k, points), (colour, marker, _) in zip(counted.items(), STYLES, strict=False):
        ring = {"color": colour, "marker": marker, "markerfacecolor": "none", "markersize": 9, "linestyle": "none"}
        for sigma2, hits, nets in points:
            low, high = rare_cycles.wilson_interval(hits, nets)
            if hits:
                bars = np.abs(np.log([[low], [high]]) - np.log(hits / nets))
                ax.errorbar(1 / sigma2, np.log(hits / nets), bars, capsize=3, linewidth=0.8, **ring)
            else:
                ax.plot(1 / sigma2, np.log(high), marker="v", color=colour, markersize=9, markerfacecolor="none")
        ax.plot([], [], label=f"k = {k}, counted", **ring)
        yours = [point for point in (estimated or {}).get(k) or [] if np.isfinite(point).all() and point[1] > 0]
        if yours:
            sigma2, share, error = np.array(yours, dtype=float).T
            bars = np.log1p(np.minimum(np.abs(error) / share, 1e6))
            ax.errorbar(1 / sigma2, np.log(share), bars, fmt=marker, color=colour, markersize=5, capsize=2,
                        label=f"k = {k}, yours")  # fmt: skip
            text.append(f"k = {k}: ≈ {share[np.argmin(sigma2)]:.1e} at σ² = {sigma2.min():g}")
    if text and stored is not None:
        colours = dict(zip(counted, (colour for colour, _, _ in STYLES), strict=False))
        for k, points in stored.items():
            colour, (sigma2, share, _) = colours.get(k, REFERENCE), np.array(points, dtype=float).T
            ax.plot(1 / sigma2, np.log(share), "+", color=colour, markersize=12)
            if cost is not None and np.isfinite(cost):
                s = np.array([0, 1 / sigma2.min()])
                ax.plot(s, np.log(share[np.argmin(sigma2)]) + cost * (s[1] - s), "--", color=colour, linewidth=0.9)
        ax.plot([], [], "k+", markersize=10, label="a longer run")
        if cost is not None and np.isfinite(cost):
            ax.plot([], [], "k--", linewidth=0.9, label=f"slope −{cost:.2f}")
    if not text:
        nothing_yet(ax, "your estimates", height=0.1)
    ax.axvline(HE, color=MARK, linewidth=1.2, linestyle=":")
    ax.text(HE, ax.get_ylim()[0], "He ", color=MARK, ha="right", va="bottom")
    if guess is not None:
        ax.plot(HE, guess * np.log(10), "*", color=YOURS, markeredgecolor=REFERENCE, markersize=13, label="your guess")
    ax.set(xlabel=r"$1/\sigma^2$", ylabel="ln of the share with period three", xlim=(0, 0.54))
    ax.legend(fontsize="small", ncols=2, loc="upper right")
    return ax, (
        "Logarithm of the share of maps with period three over 1/σ², one symbol for each width. What was counted ends "
        f"at 1/σ² = 0.2; at He's 0.5 there are upper bounds only. Your estimates: {'; '.join(text) or 'none yet'}."
    )


def heavy_maps(runs, maps, t, c, length=None) -> tuple[np.ndarray, str]:
    """Which maps an estimate rests on: the share of the heaviest ones, and those drawn over the expected map.

    Args:
        runs: dict of a label to the weights of the maps that were hits, (hits,); or None.
        maps: the heaviest maps of the first run by their knots, a list of (x, y).
        t, c: the expected map, (n,) each; or None.
        length: where the cycles of these maps end, at the median; named in the title if given.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.0, height=3.6)
    text = []
    for (label, weights), (colour, _, style) in zip((runs or {}).items(), STYLES, strict=False):
        weights = _numbers(weights)
        if weights is None or not weights.sum() > 0:
            continue
        share = np.cumsum(np.sort(weights)[::-1]) / weights.sum()
        axes[0].plot(np.arange(1, len(share) + 1), share, style, color=colour, label=label)
        text.append(f"{label}: ten maps hold ≈ {share[min(9, len(share) - 1)]:.0%}")
    if text:
        axes[0].set(xscale="log", ylim=(0, 1.03), xlabel="number of maps, the heaviest first",
                    ylabel="their share of the estimate")  # fmt: skip
        axes[0].legend(fontsize="small", loc="lower right")
        axes[1].plot([0, 1], [0, 1], color=MARK, linewidth=0.8)
        for one in maps:
            axes[1].plot(*one, color=MODEL, linewidth=1)
        if _numbers(t) is not None and _numbers(c) is not None:
            axes[1].plot(GRID, np.clip(rare_cycles.spline(GRID, t, c), 0, 1), "--", color=REFERENCE, linewidth=2)
        where = "" if length is None else f", whose cycles end at x ≈ {length:.2f}"
        axes[1].set(xlabel="$x$", ylabel="$f(x)$", title=f"the {len(maps)} heaviest{where}", ylim=(-0.03, 1.05))
    else:
        for ax in axes:
            nothing_yet(ax, "your weights")
    return axes, (
        "Left, how much of the estimate the heaviest maps hold. Right, these maps beside the dashed cheapest one. "
        f"{'; '.join(text) or 'No weights yet'}."
    )


def repeated_estimates(runs, counted) -> tuple[Axes, str]:
    """The same estimate made again and again, with the error that each run claims, beside a count.

    Args:
        runs: dict of a label to a list of (share, standard error), or to None.
        counted: (hits, nets).

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.2)
    low, high = rare_cycles.wilson_interval(*counted)
    ax.axhspan(low, high, color="0.88", label="counted, 95 %")
    text, start = [], 0
    for (label, estimates), (colour, marker, _) in zip((runs or {}).items(), STYLES, strict=False):
        values = None if estimates is None else numbers_or_none(estimates, 2)
        if values is None or values.shape[1] != 2 or not np.isfinite(values).all():
            continue
        x = start + np.arange(len(values))
        ax.errorbar(x, values[:, 0], 2 * np.abs(values[:, 1]), fmt=marker, color=colour, capsize=3, label=label)
        spread, claimed = values[:, 0].std(ddof=1), np.median(values[:, 1])
        text.append(f"{label}: spread ≈ {spread:.1e}, claimed ≈ {claimed:.1e}")
        start += len(values) + 1
    if not text:
        nothing_yet(ax, "your estimates")
    ax.set(xlabel="run", ylabel="share with period three", xticks=[])
    ax.ticklabel_format(axis="y", scilimits=(0, 0))
    ax.legend(fontsize="small", ncols=3, loc="upper left")
    return (
        ax,
        f"Estimates of one share, run by run, with twice the error that each claims. {'; '.join(text) or 'None yet'}.",
    )


def price_list(costs) -> tuple[Axes, str]:
    """The cost of the cheapest cycle of each period, in Sharkovsky's order.

    Args:
        costs: dict of a period, in Sharkovsky's order, to the student's cost or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.0)
    known = {p: as_array(cost).item() for p, cost in costs.items() if cost is not None and np.size(cost) == 1}
    known = {p: cost for p, cost in known.items() if np.isfinite(cost)}
    if known:
        places = [list(costs).index(p) for p in known]
        ax.bar(places, known.values(), 0.5, color=YOURS, label="yours")
        right = [rare_cycles.cheapest_cycle(rare_cycles.ORDERS[p])[0] for p in known]
        ax.plot(places, right, "_", color=REFERENCE, markersize=26, markeredgewidth=2, label="reference")
        for place, cost in zip(places, known.values(), strict=True):
            ax.text(place, 1.0, f"{cost:.2f}", ha="center", color="black", fontsize="small")
        ax.set(xticks=range(len(costs)), xticklabels=costs, ylim=(0, 1.15 * max(*known.values(), *right)))
        ax.legend(fontsize="small", ncols=2, loc="upper right")
    else:
        nothing_yet(ax, "your costs")
    ax.set(xlabel="period, in Sharkovsky's order", ylabel="least cost $I$")
    shown = ", ".join(f"{p}: {cost:.2f}" for p, cost in known.items())
    return ax, f"Bars of the least cost of a cycle over its period in Sharkovsky's order. {shown or 'No costs yet'}."
