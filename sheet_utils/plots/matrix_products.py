"""Pictures of one matrix, of its powers, and of products of many.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
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

#: Colours of curves side by side, in the order in which curves are given.
COLOURS = (DATA, MODEL, GREEN, MARK, SKY)


def circle_images(matrices, sizes=None) -> tuple[np.ndarray, str]:
    """The unit circle and its image under matrices of the plane, side by side.

    Args:
        matrices: dict of a title to (2, 2).
        sizes: dict of a title to (norm, radius), drawn as circles; or None.

    Returns:
        (the Axes, one per matrix, in an array of shape (matrices,); alternative text).
    """
    angles = np.linspace(0, 2 * np.pi, 400)
    circle = np.array([np.cos(angles), np.sin(angles)])
    figure, axes = new_figure(1, len(matrices), width=2.7 * len(matrices), height=3.3, sharex=True, sharey=True)
    axes, told = np.atleast_1d(axes), []
    # Room for a circle that is too large, as the square of a norm is; beyond 6 it would dwarf the rest.
    largest = max((abs(size) for pair in (sizes or {}).values() for size in pair), default=0.0)
    limit = min(max(2.3, 1.1 * largest), 6.0)
    for ax, (title, matrix) in zip(axes, matrices.items(), strict=True):
        ax.plot(*circle, color=DATA, linewidth=0.8, label="unit circle")
        ax.plot(*(matrix @ circle), color=MODEL, linewidth=2, label="its image")
        if sizes is not None:
            norm, radius = sizes[title]
            ax.plot(*(norm * circle), "--", color=YOURS, linewidth=1.5, label="your norm")
            ax.plot(*(radius * circle), ":", color=YOURS, linewidth=2, label="your radius")
            told.append(f"{title}: norm {norm:.2f}, radius {radius:.2f}")
        ax.set(title=title, aspect="equal", xlim=(-limit, limit), ylim=(-limit, limit))
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False)
    circles = f"Circles with your two numbers as radii: {'; '.join(told)}." if told else "No circles of yours yet."
    return axes, f"The unit circle and its image, an ellipse or a segment, under {len(matrices)} matrices. {circles}"


def matrix_powers(norms, radius, title=None) -> Axes:
    """Norms of the powers of a matrix on a log scale, between what its norm and what its radius say.

    Args:
        norms: (n,), the norms of the first, second, ... power.
        radius: the matrix's spectral radius.
        title: of the picture.

    Returns:
        The Axes.
    """
    norms = as_array(norms)
    n = np.arange(1, len(norms) + 1)
    _, ax = new_figure(height=3.2)
    ax.semilogy(n, norms, ".-", color=DATA, label=r"$\|A^n\|$")
    ax.semilogy(n, norms[0] ** n, ":", color=MARK, linewidth=1.5, label=r"bound, $\|A\|^n$")
    ax.semilogy(n, radius**n, "--", color=REFERENCE, linewidth=1, label=r"$\rho(A)^n$")
    ax.set(xlabel="power $n$", ylim=(1e-3, max(1e2, 3 * norms.max())), title=title)
    ax.minorticks_off()  # they take as long to draw as all the rest
    ax.legend(fontsize="small", loc="upper right")
    return ax


def perturbation_growth(panels, rates, dt, titles) -> tuple[np.ndarray, str]:
    """Logarithms of growth of perturbations over time, with the lines that known exponents predict.

    Args:
        panels: a list of dicts of a label to (T,), in nats, or to None where there is no result.
        rates: a list of tuples of exponents, nats per unit of time.
        dt: a list of lengths of a step.
        titles: the panels' names.

    Returns:
        (the Axes, one per panel, in an array of shape (panels,); alternative text).
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.8)
    told = []
    for ax, panel, slopes, step, title in zip(np.atleast_1d(axes), panels, rates, dt, titles, strict=True):
        end = 0.0
        for number, ((label, growth), colour) in enumerate(zip(panel.items(), COLOURS, strict=False)):
            growth = None if growth is None else numbers_or_none(growth, 1)
            if growth is None:
                continue
            time = step * np.arange(1, len(growth) + 1)
            # Thinner and thinner, so that curves that coincide are all seen.
            ax.plot(time, growth, color=colour, linewidth=4.0 - 0.8 * number, label=label)
            told.append(f"{title}, {label}: it ends at ≈ {growth[-1]:.0f} nats")
            end = max(end, time[-1])
        if end:
            for slope in slopes:
                ax.plot([0, end], [0, slope * end], "--", color=REFERENCE, linewidth=1)
            ax.legend(fontsize="small")
        else:
            words_in(ax, "your push: nothing to show yet")
        ax.set(title=title, xlabel="step $t$" if step == 1 else "time", ylabel="$g_t$ (nats)")
    curves = "; ".join(told) if told else "there is nothing to show yet"
    return axes, f"Logarithms of growth over time, beside dashed lines of known slopes: {curves}."


def product_growth(rates, dt, lam, yours=None) -> tuple[Axes, str]:
    """Logarithms of norms of Jacobian products, and of what one might take for them, over time.

    Args:
        rates: dict of a label to (T,), in nats, such as from `lyapunov.product_growth`.
        dt: the length of a step.
        lam: the true exponent, nats per unit of time, a dashed line.
        yours: (lengths in steps, rates per unit of time); or None: then there is only the dashed line.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=3.8)
    styles = zip(COLOURS[:2] + COLOURS[3:], ("-", "-", "-", "-."), strict=True)
    end = dt * max(len(values) for values in rates.values())
    if yours is not None:
        for (label, values), (colour, style) in zip(rates.items(), styles, strict=False):
            ax.plot(dt * np.arange(1, len(values) + 1), values, style, color=colour, linewidth=1.5, label=label)
        ax.plot(dt * yours[0], yours[1] * dt * yours[0], "o", color=YOURS, markersize=6, label="yours")
    else:
        ax.text(0.5, 0.8, "your product_rate: nothing to show yet", ha="center", transform=ax.transAxes)
    ax.plot([0, end], [0, lam * end], "--", color=REFERENCE, linewidth=1, label=f"slope {lam}")
    ax.set(xlabel="time", ylabel="logarithm (nats)")
    ax.legend(fontsize="small", loc="upper left")
    if yours is None:
        return ax, f"A dashed line of slope {lam} over time, and nothing of yours yet."
    ends = "; ".join(f"the {label} ends at ≈ {values[-1]:.0f}" for label, values in rates.items())
    own = yours[1][-1] * dt * yours[0][-1]
    return ax, f"Logarithms over {end:.0f} units of time: {ends}; yours ends at ≈ {own:.0f}."
