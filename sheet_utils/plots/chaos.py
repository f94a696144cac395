"""Pictures of sheet 09: matrices and their products, the logistic map, Lorenz, the double pendulum."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, as_array, new_figure

FIFTH = "#009E73"


def circle_images(matrices, sizes=None):
    """The unit circle and its image under matrices of the plane, side by side.

    Args:
        matrices: dict of a title to (2, 2).
        sizes: dict of a title to (norm, radius), drawn as circles; or None.
    """
    angles = np.linspace(0, 2 * np.pi, 400)
    circle = np.array([np.cos(angles), np.sin(angles)])
    figure, axes = new_figure(1, len(matrices), width=2.7 * len(matrices), height=3.3, sharex=True, sharey=True)
    for ax, (title, matrix) in zip(np.atleast_1d(axes), matrices.items(), strict=True):
        ax.plot(*circle, color=DATA, linewidth=0.8, label="unit circle")
        ax.plot(*(matrix @ circle), color=MODEL, linewidth=2, label="its image")
        if sizes is not None:
            norm, radius = sizes[title]
            ax.plot(*(norm * circle), "--", color=REFERENCE, linewidth=1, label="your norm")
            ax.plot(*(radius * circle), ":", color=MARK, linewidth=2, label="your radius")
        ax.set(title=title, aspect="equal", xlim=(-2.3, 2.3), ylim=(-2.3, 2.3))
    handles = np.atleast_1d(axes)[0].get_legend_handles_labels()
    figure.legend(*handles, loc="outside lower center", ncols=4, frameon=False)
    return axes


def matrix_powers(norms, radius, title=None):
    """Norms of the powers of a matrix on a log scale, between what its norm and what its radius say.

    Args:
        norms: (n,), the norms of the first, second, ... power.
        radius: the matrix's spectral radius.
        title: of the picture.
    """
    norms = as_array(norms)
    n = np.arange(1, len(norms) + 1)
    _, ax = new_figure(height=3.2)
    ax.semilogy(n, norms, ".-", color=DATA, label=r"$\|A^n\|$")
    ax.semilogy(n, norms[0] ** n, ":", color=MARK, linewidth=1.5, label=r"bound, $\|A\|^n$")
    ax.semilogy(n, radius**n, "--", color=REFERENCE, linewidth=1, label=r"$\rho(A)^n$")
    ax.set(xlabel="power $n$", ylim=(1e-3, 1e2), title=title)
    ax.legend(fontsize="small", loc="upper right")
    return ax


def perturbation_growth(panels, rates, dt, titles):
    """Logarithms of growth of perturbations over time, with the lines that known exponents predict.

    Args:
        panels: a list of dicts of a label to (T,), in nats.
        rates: a list of tuples of exponents, nats per unit of time.
        dt: a list of lengths of a step.
        titles: the panels' names.
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.8)
    colours = (DATA, MODEL, YOURS, MARK, FIFTH)
    for ax, panel, slopes, step, title in zip(np.atleast_1d(axes), panels, rates, dt, titles, strict=True):
        for place, ((label, growth), colour) in enumerate(zip(panel.items(), colours, strict=False)):
            time = step * np.arange(1, len(growth) + 1)
            # Thinner and thinner, so that curves that coincide are all seen.
            ax.plot(time, as_array(growth), color=colour, linewidth=4.0 - 0.8 * place, label=label)
        for slope in slopes:
            ax.plot(time, slope * time, "--", color=REFERENCE, linewidth=1)
        ax.set(title=title, xlabel="step $t$" if step == 1 else "time", ylabel="$g_t$ (nats)")
        ax.legend(fontsize="small")
    return axes


def product_growth(rates, dt, lam, yours=None):
    """Logarithms of norms of Jacobian products, and of what one might take for them, over time.

    Args:
        rates: dict of a label to (T,), in nats, such as from `lyapunov.product_growth`.
        dt: the length of a step.
        lam: the true exponent, nats per unit of time, a dashed line.
        yours: (lengths in steps, rates per unit of time), or None.
    """
    _, ax = new_figure(height=3.8)
    styles = zip((DATA, MODEL, MARK, FIFTH), ("-", "-", "-", "-."), strict=True)
    for (label, values), (colour, style) in zip(rates.items(), styles, strict=False):
        time = dt * np.arange(1, len(values) + 1)
        ax.plot(time, values, style, color=colour, linewidth=1.5, label=label)
    ax.plot(time, lam * time, "--", color=REFERENCE, linewidth=1, label=f"slope {lam}")
    if yours is not None:
        ax.plot(dt * yours[0], yours[1] * dt * yours[0], "o", color=YOURS, markersize=6, label="yours")
    ax.set(xlabel="time", ylabel="logarithm (nats)")
    ax.legend(fontsize="small", loc="upper left")
    return ax
