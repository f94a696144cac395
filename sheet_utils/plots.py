"""Arrays in, Axes out: the pictures of the sheets, in colours that survive colour blindness.

Every curve that has a partner differs from it by line style as well as by colour. `show` puts a picture into
the notebook together with its alternative text.
"""

import base64
import html
import io

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from PIL import Image

# Okabe & Ito's palette, *Color universal design* (2008).
DATA, MODEL, YOURS, REFERENCE, MARK = "#0072B2", "#D55E00", "#E69F00", "#000000", "#CC79A7"

DPI = 80


def show(axes, alt):
    """Display the figure of some Axes with a text for those who cannot see it, and close it.

    Args:
        axes: an Axes, or an array or list of Axes of one figure.
        alt: what the picture shows, one or two sentences. It is also the output's plain text.
    """
    png = render(axes)
    source = base64.b64encode(png).decode()
    display({"text/html": picture(png, alt), "image/png": source, "text/plain": alt}, raw=True)


def picture(png, alt):
    """HTML for a PNG with its alternative text."""
    source = base64.b64encode(png).decode()
    return f'<img alt="{html.escape(alt, quote=True)}" src="data:image/png;base64,{source}" style="max-width: 100%">'


def render(axes):
    """The figure of some Axes as the bytes of a PNG file; the figure is closed."""
    figure = np.ravel(np.asarray(axes, dtype=object))[0].figure
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, bbox_inches="tight", facecolor="white")
    plt.close(figure)
    # A palette makes the file a third as large; nobody sees the difference in line drawings.
    small = io.BytesIO()
    Image.open(buffer).convert("RGB").quantize(64).save(small, format="png", optimize=True)
    return small.getvalue()


def _array(values):
    return np.asarray(values.detach() if hasattr(values, "detach") else values, dtype=float)


def _figure(rows=1, columns=1, width=8.0, height=3.2, **keywords):
    """A figure that pyplot shows nowhere by itself: `show` decides when."""
    figure, axes = plt.subplots(rows, columns, figsize=(width, height), layout="constrained", **keywords)
    return figure, axes


def attractors(true, generated=None, steps=5000, titles=("data", "model")):
    """One or two orbits in three dimensions, side by side in one box.

    Args:
        true: (T, 3).
        generated: (T', 3), or None for the data alone.
        steps: rows shown of each.
        titles: the panels' names.

    Returns:
        The list of Axes.
    """
    orbits = [_array(true)[:steps]] + ([] if generated is None else [_array(generated)[:steps]])
    figure, axes = _figure(1, len(orbits), width=4.4 * len(orbits), height=4.0, subplot_kw={"projection": "3d"})
    axes = list(np.atleast_1d(axes))
    box = 1.1 * np.abs(orbits[0]).max()
    for ax, orbit, colour, title in zip(axes, orbits, (DATA, MODEL), titles, strict=False):
        ax.plot(*np.clip(orbit.T, -box, box), color=colour, linewidth=0.5)
        ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", zlabel="$x_3$")
        ax.set(xlim=(-box, box), ylim=(-box, box), zlim=(-box, box))
        ax.locator_params(nbins=4)
    return axes


def series(true, generated, dt=0.01, steps=2500):
    """The first variable of data and model over time, one above the other.

    Args:
        true, generated: (T, N) and (T', N).
        dt: time between two rows.
        steps: rows shown.
    """
    _, axes = _figure(2, 1, sharex=True, sharey=True)
    for ax, orbit, colour, label in zip(axes, (true, generated), (DATA, MODEL), ("data", "model"), strict=True):
        first = _array(orbit)[:steps, 0]
        ax.plot(dt * np.arange(len(first)), first, color=colour, linewidth=1)
        ax.set_ylabel(f"{label}, $x_1$")
    axes[1].set_xlabel("time")
    limit = 1.3 * np.abs(_array(true)[:steps, 0]).max()
    axes[0].set_ylim(-limit, limit)
    return axes


def loss_curve(losses, smoothing=100):
    """The training loss on a log scale: every step faintly, a running mean on top.

    Args:
        losses: (steps,).
        smoothing: length of the running mean.
    """
    losses = _array(losses)
    _, ax = _figure()
    if len(losses) == 0:
        ax.text(0.5, 0.5, "nothing was trained", ha="center", transform=ax.transAxes)
        return ax
    ax.semilogy(losses, color=DATA, alpha=0.25, linewidth=0.5, label="each step")
    if len(losses) > smoothing:
        mean = np.convolve(losses, np.ones(smoothing) / smoothing, mode="valid")
        ax.semilogy(np.arange(smoothing - 1, len(losses)), mean, color=MODEL, label=f"mean of {smoothing} steps")
    ax.set(xlabel="training step", ylabel="loss (mean squared error)")
    ax.legend()
    return ax


def forcing(x, t_forcing, yours, reference):
    """A forced run beside the observations: where it is set back, and how it strays in between.

    The first unit of the first sequence is drawn.

    Args:
        x: the observations that force, (T, B, N).
        t_forcing: steps between two forcings.
        yours: (T, B, M), the states after each step, or None.
        reference: (T, B, M), the course's own.
    """
    x, reference = _array(x)[:, 0, 0], _array(reference)[:, 0, 0]
    T = len(x)
    _, ax = _figure()
    ax.plot(np.arange(T), x, ".", color=DATA, markersize=5, label="observation $x_t$")
    if yours is not None:
        # Z[t] is the state after the step from t: it stands over t + 1.
        ax.plot(np.arange(1, T + 1), _array(yours)[:, 0, 0], color=YOURS, linewidth=2.5, label="your $Z$, read out")
    ax.plot(np.arange(1, T + 1), reference, "--", color=REFERENCE, linewidth=1, label="the course's own")
    for t in range(0, T, t_forcing):
        ax.axvline(t, color=MARK, linewidth=0.8, linestyle=":", label="forced here" if t == 0 else None)
    limit = 1.6 * max(np.abs(x).max(), 1.0)
    ax.set(xlabel="step t", ylabel="first observed unit", ylim=(-limit, limit))
    ax.legend(loc="lower right", ncols=2, fontsize="small")
    return ax


def jacobian_norms(norms, lam, reference=None, limit=None):
    """Norms of the Jacobian product on a log scale, with the growth that an exponent predicts.

    Args:
        norms: (T,), the spectral norms of the products of the first 1, 2, ... T Jacobians; inf after overflow.
        lam: exponent in nats per step, for the predicted line.
        reference: (T,), the course's own norms, or None.
        limit: the largest number of the floating-point type, marked where given.
    """
    norms = _array(norms)
    steps = np.arange(1, len(norms) + 1)
    _, ax = _figure(height=3.6)
    # Everything in powers of ten by hand: exp(lam * T) has no place in a float64 axis either, for long T.
    to_decades = 1 / np.log(10)
    with np.errstate(divide="ignore", invalid="ignore"):
        decades = np.log10(norms)
    shown = np.isfinite(decades)
    ax.plot(steps[shown], decades[shown], color=YOURS, linewidth=2.5, label="norm of the product")
    if reference is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            ref = np.log10(_array(reference))
        ok = np.isfinite(ref)
        ax.plot(np.arange(1, len(ref) + 1)[ok], ref[ok], "--", color=REFERENCE, linewidth=1, label="the course's own")
    ax.plot(steps, lam * steps * to_decades, ":", color=DATA, linewidth=1.5, label="predicted, exp(λ t)")
    if limit is not None:
        ax.axhline(np.log10(limit), color=MARK, linewidth=1, linestyle="-.", label="largest number of the type")
    if not shown.all():
        ax.axvline(steps[~shown][0], color=MARK, linewidth=1, label="first infinite norm")
    ax.set(xlabel="number of factors t", ylabel=r"$\log_{10}$ of the spectral norm")
    ax.legend(loc="lower right", fontsize="small")
    return ax


def tau_sweep(tau, d_stsp, error, predictability):
    """Quality of reconstructions over the forcing interval: every model a dot, the medians a line.

    Args:
        tau: (models,), forcing intervals.
        d_stsp: (models,), distances in state space; a value that is not finite is drawn at the top.
        error: (models,), relative errors of the largest exponent; likewise.
        predictability: the predictability time in steps, marked.
    """
    tau = _array(tau)
    _, axes = _figure(1, 2, height=3.4, sharex=True)
    for ax, values, label in zip(
        axes,
        (d_stsp, error),
        ("distance of the attractors, $D_{stsp}$", "relative error of $\\lambda_{max}$"),
        strict=True,
    ):
        values = _array(values)
        top = 2 * np.nanmax(values[np.isfinite(values)])
        values = np.where(np.isfinite(values), values, top)
        ax.loglog(tau, values, "o", color=DATA, alpha=0.5, markersize=4, label="one model")
        medians = [np.median(values[tau == t]) for t in np.unique(tau)]
        ax.loglog(np.unique(tau), medians, "-s", color=MODEL, markersize=5, label="median")
        ax.axvline(predictability, color=MARK, linestyle="--", label="predictability time")
        ax.set(xlabel="forcing interval $\\tau_f$ (steps)", ylabel=label)
        ax.set_xticks(np.unique(tau), [f"{t:.0f}" for t in np.unique(tau)])
        ax.minorticks_off()
    axes[0].legend(fontsize="small")
    return axes


def delay_plot(true, generated=None, lag=10, steps=5000):
    """One variable against itself `lag` steps later: data, and the model beside it.

    Args:
        true, generated: (T,) and (T',).
        lag: steps between abscissa and ordinate.
        steps: points shown of each.
    """
    orbits = [_array(true)[:steps]] + ([] if generated is None else [_array(generated)[:steps]])
    _, axes = _figure(1, len(orbits), width=4.2 * len(orbits), height=3.8, sharex=True, sharey=True)
    axes = list(np.atleast_1d(axes))
    for ax, orbit, colour, title in zip(axes, orbits, (DATA, MODEL), ("data", "model"), strict=False):
        ax.plot(orbit[:-lag], orbit[lag:], color=colour, linewidth=0.5)
        ax.set(title=title, xlabel="$x(t)$", ylabel=f"$x(t + {lag})$", aspect="equal")
    limit = 1.1 * np.abs(orbits[0]).max()
    axes[0].set(xlim=(-limit, limit), ylim=(-limit, limit))
    return axes


# --- Maps of the interval. --------------------------------------------------------------------------


def _numbers(value, axes):
    """A student's result as an array of so many axes; None where it is nothing of the kind."""
    try:
        array = _array(value)
    except (TypeError, ValueError, RuntimeError):
        return None
    return array if array.ndim == axes and array.size else None


def _unit_square(ax, title=None, xlabel="$x$", ylabel=None):
    ax.plot([0, 1], [0, 1], color=MARK, linewidth=1)
    ax.set(xlim=(0, 1), ylim=(-0.02, 1.02), aspect="equal", title=title, xlabel=xlabel, ylabel=ylabel)


def return_maps(curves, points=None, reference=None, titles=None, bases=None, label="the course's own"):
    """Graphs of maps of [0, 1], side by side, over the diagonal.

    Args:
        curves: a list of pairs (x, y), one per panel.
        points: a list of arrays of x to be marked on the diagonal, or None.
        reference: the same, the course's own, as rings.
        titles: the panels' names.
        bases: a list of pairs (x, y), thin curves behind, or None.
        label: what the rings are.
    """
    _, axes = _figure(1, len(curves), width=min(4.0 * len(curves), 11), height=3.9 if len(curves) < 3 else 3.6)
    axes = list(np.atleast_1d(axes))
    for i, ax in enumerate(axes):
        _unit_square(ax, titles[i] if titles else None)
        if bases is not None:
            ax.plot(*bases[i], ":", color=MODEL, linewidth=1.2, label="$f$")
        ax.plot(*curves[i], color=DATA, linewidth=1.2)
        marked = None if points is None else _numbers(points[i], 1)
        if marked is not None:
            ax.plot(marked, marked, "o", color=YOURS, markersize=7, label="yours")
        if reference is not None and len(reference[i]):
            ring = {"markersize": 10, "markerfacecolor": "none"}
            ax.plot(reference[i], reference[i], "o", color=REFERENCE, label=label, **ring)
        if ax.get_legend_handles_labels()[0]:
            ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, fontsize="small", frameon=False)
    return axes


def knot_marks(x, y, yours=None, ylabel="$f^2(x)$"):
    """A piecewise-linear function, its knots, and the knots that a student found.

    Args:
        x, y: the knots, (K,) each.
        yours: a pair of arrays, or None.
        ylabel: the name of the values.
    """
    _, ax = _figure(height=3.4)
    ax.plot(x, y, color=DATA, linewidth=1)
    ax.plot(x, y, "o", color=REFERENCE, markersize=8, markerfacecolor="none", label="knots")
    pair = yours if isinstance(yours, (tuple, list)) and len(yours) == 2 else (None, None)
    mine = [_numbers(part, 1) for part in pair]
    if mine[0] is not None and mine[1] is not None and mine[0].shape == mine[1].shape:
        ax.plot(*mine, ".", color=YOURS, markersize=7, label="your knots")
    ax.set(xlabel="$x$", ylabel=ylabel, xlim=(-0.01, 1.01), ylim=(-0.04, 1.25))
    ax.legend(loc="upper left", ncols=2, fontsize="small")
    return ax


def rates(groups, xlabel="$\\sigma^2$", ylabel="share of maps", bound=None):
    """Shares with their intervals, over a number on a log scale.

    Args:
        groups: dict of a label to a list of (place, share, low, high).
        xlabel, ylabel: names of the axes.
        bound: (places, values), a dashed curve, or None.
    """
    _, ax = _figure(height=3.6)
    styles = zip((DATA, MODEL, REFERENCE, YOURS, MARK), ("o-", "s--", "^:", "d-.", "v-"), strict=True)
    for shift, ((label, points), (colour, style)) in enumerate(zip(groups.items(), styles, strict=False)):
        place, share, low, high = np.array(points, dtype=float).T
        # Side by side, so that intervals of one abscissa do not hide each other.
        place = place * (1 + 0.03 * (shift - (len(groups) - 1) / 2))
        bars = np.clip([share - low, high - share], 0, None)
        ax.errorbar(place, share, bars, fmt=style, color=colour, markersize=4, linewidth=1, capsize=3, label=label)
    if bound is not None:
        ax.plot(*bound, "--", color=MARK, linewidth=1.5, label="bound")
    ax.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    ax.legend(fontsize="small")
    return ax


def slopes(steepest, k):
    """A histogram of the largest slopes of random maps, with the slope at which order ends.

    Args:
        steepest: (nets,).
        k: units of each, for the title.
    """
    _, ax = _figure(height=3.0)
    ax.hist(_array(steepest), bins=60, color=DATA)
    ax.axvline(1.0, color=MARK, linewidth=1.5, label="slope 1")
    ax.set(xlabel="largest slope of a map", ylabel="number of maps", title=f"k = {k}")
    ax.legend(fontsize="small")
    return ax


def scrambling(panels, far=0.1, lam=None):
    """Pairs of orbits, and their distances on a log scale below.

    Args:
        panels: dict of a title to orbits (T, 2), one column per start.
        far: a distance that counts as apart.
        lam: exponent of the predicted growth, drawn as a dashed line, or None.
    """
    _, axes = _figure(2, len(panels), width=min(4.4 * len(panels), 11), height=4.6, sharex=True, squeeze=False)
    for column, (title, orbits) in enumerate(panels.items()):
        orbits = _array(orbits)
        above, below = axes[:, column]
        above.plot(orbits[:, 0], color=DATA, linewidth=1)
        above.plot(orbits[:, 1], "--", color=YOURS, linewidth=1)
        above.set(title=title, ylim=(-0.02, 1.02))
        distance = np.abs(orbits[:, 0] - orbits[:, 1])
        steps = np.flatnonzero(distance > 0)
        below.semilogy(steps, distance[steps], ".-", color=MODEL, linewidth=0.6, markersize=3)
        below.axhline(far, color=MARK, linewidth=1)
        if lam is not None and distance[0] > 0:
            line = np.arange(int(np.ceil(np.log(far / distance[0]) / lam)) + 1)
            below.plot(
                line,
                distance[0] * np.exp(lam * line),
                "--",
                color=REFERENCE,
                linewidth=1.5,
                label=f"growth at {lam:.2f}",
            )
            below.legend(fontsize="small", loc="lower right")
        below.set(xlabel="step $t$", ylim=(1e-9, 3))
    axes[0, 0].set_ylabel("$z_t$")
    axes[1, 0].set_ylabel("distance")
    return axes


def three_notions(r, entropy, lam=None, mark=None):
    """Exponent and topological entropy of a family of maps over its parameter.

    Args:
        r: (K,), the parameter.
        entropy: (K,), nats per step.
        lam: (K,), exponents in nats per step, or None.
        mark: a value of r to be marked, or None.
    """
    _, ax = _figure(height=3.6)
    ax.plot(r, entropy, "--", color=REFERENCE, linewidth=1.5, label="topological entropy")
    lam = None if lam is None else _numbers(lam, 1)
    if lam is not None and len(lam) == len(r):
        ax.plot(r, lam, color=YOURS, linewidth=0.8, label="your exponent λ")
    ax.axhline(0, color=MARK, linewidth=0.8)
    if mark is not None:
        ax.axvline(mark, color=MARK, linewidth=1.2, linestyle=":", label=f"r = {mark}")
    ax.set(xlabel="$r$", ylabel="nats per step", ylim=(-1.5, 0.8))
    ax.legend(fontsize="small", loc="lower left")
    return ax


def dying_orbits(orbits):
    """Orbits of one map in several kinds of arithmetic.

    Args:
        orbits: dict of a label to (T,).
    """
    _, axes = _figure(len(orbits), 1, height=1.3 * len(orbits) + 0.6, sharex=True, sharey=True)
    for ax, (label, orbit), colour in zip(np.atleast_1d(axes), orbits.items(), (DATA, MODEL, REFERENCE), strict=False):
        ax.plot(_array(orbit), ".-", color=colour, linewidth=0.7, markersize=4)
        ax.set(ylabel="$x_t$", ylim=(-0.05, 1.05))
        ax.set_title(label, fontsize="medium")
    np.atleast_1d(axes)[-1].set_xlabel("step $t$")
    return list(np.atleast_1d(axes))


def region_growth(recurrent, feedforward, title=None):
    """Numbers of linear regions over depth: medians, and the middle half of all draws.

    Args:
        recurrent, feedforward: (draws, depth) each.
        title: of the picture.
    """
    _, ax = _figure(height=3.6)
    depth = np.arange(1, np.shape(recurrent)[1] + 1)
    ax.plot(depth, 2.0**depth, ":", color=REFERENCE, linewidth=1.5, label="$2^n$, without noise")
    parts = (
        (recurrent, MODEL, "o-", "same noise in every step"),
        (feedforward, DATA, "s--", "new noise in every layer"),
    )
    for counts, colour, style, label in parts:
        low, middle, high = np.quantile(counts, [0.25, 0.5, 0.75], axis=0)
        ax.fill_between(depth, low, high, color=colour, alpha=0.25, linewidth=0)
        ax.plot(depth, middle, style, color=colour, label=label)
    ax.set(xlabel="depth $n$", ylabel="linear regions", title=title)
    ax.set_yscale("log", base=2)
    ax.legend(fontsize="small")
    return ax


def folded(curves, titles):
    """Piecewise-linear functions on [0, 1], side by side, each in its own range.

    Args:
        curves: a list of pairs (x, y).
        titles: the panels' names.
    """
    _, axes = _figure(1, len(curves), width=min(4.0 * len(curves), 11), height=2.9)
    axes = list(np.atleast_1d(axes))
    for ax, curve, title in zip(axes, curves, titles, strict=True):
        ax.plot(*curve, color=DATA, linewidth=0.9)
        ax.set(title=title, xlabel="$x$")
    return axes


# --- Random networks. -------------------------------------------------------------------------------


def distances(pairs, lam=None):
    """Distances of pairs of orbits on a log scale over time.

    Args:
        pairs: dict of a label to (T,).
        lam: dict of a label to an exponent, drawn as a dashed line from the first distance; or None.
    """
    _, ax = _figure(height=3.4)
    for (label, distance), colour in zip(pairs.items(), (DATA, MODEL, REFERENCE, YOURS), strict=False):
        distance = _array(distance)
        steps = np.flatnonzero(distance > 0)
        ax.semilogy(steps, distance[steps], color=colour, linewidth=1.2, label=label)
        if lam is not None and label in lam:
            line = distance[0] * np.exp(lam[label] * np.arange(len(distance)))
            ax.semilogy(np.where(line < 30, line, np.nan), "--", color=colour, linewidth=1)
    ax.set(xlabel="step $t$", ylabel="distance", ylim=(1e-16, 100))
    ax.legend(fontsize="small", loc="lower right")
    return ax


def exponents_over_gain(table, yours=None, lines=()):
    """The largest exponent of random networks over their gain.

    Args:
        table: dict of a width to (gains, low, median, high).
        yours: a pair (gains, exponents), or None.
        lines: triples (gains, exponents, label), drawn as dotted curves.
    """
    _, ax = _figure(height=3.6)
    styles = zip((DATA, MODEL, REFERENCE), ("o-", "s--", "^:"), strict=True)
    for (width, (gains, low, middle, high)), (colour, style) in zip(table.items(), styles, strict=False):
        ax.fill_between(gains, low, high, color=colour, alpha=0.2, linewidth=0)
        ax.plot(gains, middle, style, color=colour, markersize=4, label=f"N = {width}")
    if yours is not None:
        ax.plot(*yours, "D", color=YOURS, markersize=6, label="yours, one network each")
    for gains, exponents, label in lines:
        ax.plot(gains, exponents, "-.", color=MARK, linewidth=1.5, label=label)
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="gain $g$", ylabel="exponent, nats per step", xscale="log")
    ticks = [0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.legend(fontsize="small")
    return ax


def spectra(groups):
    """Whole Lyapunov spectra over the exponent's index, as a share of the width.

    Args:
        groups: dict of a label to (N,), sorted from the largest to the smallest.
    """
    _, ax = _figure(height=3.2)
    styles = zip((DATA, MODEL, REFERENCE), ("-", "--", ":"), strict=True)
    for (label, values), (colour, style) in zip(groups.items(), styles, strict=False):
        values = _array(values)
        ax.plot((np.arange(len(values)) + 0.5) / len(values), values, style, color=colour, label=label)
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent / N", ylabel="nats per step", ylim=(-4, 1))
    ax.legend(fontsize="small")
    return ax


def traces(orbit, units=5, title=None):
    """The first units of an orbit over time.

    Args:
        orbit: (T, N).
        units: how many are drawn.
        title: of the picture.
    """
    _, ax = _figure(height=2.8)
    for unit, colour in zip(range(units), (DATA, MODEL, REFERENCE, YOURS, MARK), strict=False):
        ax.plot(_array(orbit)[:, unit], color=colour, linewidth=1)
    ax.set(xlabel="step $t$", ylabel="$h_i$", ylim=(-1.05, 1.05), title=title)
    return ax
