"""Pictures of long products of Jacobians: norms of gradients, and singular values beside the Lyapunov spectrum."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none

STYLES = ((DATA, "-"), (MODEL, "--"), (MARK, "-."))


def gradient_norms(norms, rates, yours) -> tuple[Axes, str]:
    """Norms of d h_T / d h_0 over T on a log scale, beside e^(lambda T) and the student's products.

    Args:
        norms: dict of a label to (T,), spectral norms of what autograd returns after 1, 2, ... T steps.
        rates: dict of a label to the largest exponent, nats per step.
        yours: dict of a label to (T,), norms of the products of the student's Jacobians; None where there are none.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=4.2)
    drawn, apart = 0, 0.0
    for (label, values), (colour, style) in zip(norms.items(), STYLES, strict=False):
        values = as_array(values)
        steps = np.arange(1, len(values) + 1)
        own = numbers_or_none((yours or {}).get(label), 1)
        if own is not None and len(own) == len(values):
            ax.plot(steps, _decades(own), color=YOURS, linewidth=6, alpha=0.6, label=None if drawn else "your product")
            drawn += 1
            gaps = np.abs(_decades(own) - _decades(values))
            apart = max(apart, float(gaps[np.isfinite(gaps)].max(initial=0.0)))
        ax.plot(steps, _decades(values), style, color=colour, linewidth=1.8, label=f"autograd, {label}")
        ax.plot(steps, rates[label] * steps / np.log(10), ":", color=REFERENCE, linewidth=1.2)
    ax.plot([], [], ":", color=REFERENCE, label=r"$e^{\lambda_1 T}$")
    ax.set(xlabel="number of steps T", ylabel=r"$\log_{10}\,\Vert\partial h_T / \partial h_0\Vert$")
    ax.legend(fontsize="small", loc="lower left")
    if apart > 1e-4:  # too little to be seen over so many decades
        ax.set_title(f"your product differs from autograd's by a factor of up to {10**apart:.3g}", fontsize="medium")
    ends = "; ".join(f"{label}: ≈ 10^{_decades(values)[-1]:.0f}" for label, values in norms.items())
    own = "with your products" if drawn else "without products of yours yet"
    return ax, f"Norms of gradients over the number of steps on a log scale, {own}. At the last step {ends}."


def singular_rates(rates, floors, yours) -> tuple[Axes, str]:
    """Rates of the singular values of products over their index, beside the student's spectrum.

    Args:
        rates: dict of a label to (H,), ln(singular value) / T, nats per step.
        floors: dict of a label to the rate below which float64 holds no singular value of that product.
        yours: (H,), the student's exponents along the longest of the products; or None.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=4.0)
    for (label, values), (colour, style) in zip(rates.items(), STYLES, strict=False):
        values = as_array(values)
        index = np.arange(1, len(values) + 1)
        ax.plot(index, values, style, color=colour, linewidth=1.8, label=f"singular values, {label}")
        ax.axhline(floors[label], color=colour, linestyle=":", linewidth=1.2)
    ax.plot([], [], ":", color=REFERENCE, label="limit of float64, same colour")
    own = numbers_or_none(yours, 1)
    if own is not None:
        ax.plot(np.arange(1, len(own) + 1), own, color=YOURS, linewidth=4, alpha=0.7, label="your QR", zorder=0)
    ax.set(xlabel="index", ylabel="nats per step")
    # The limits run over the whole width: inside, a legend would cover one of them.
    ax.legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3)
    alt = "Rates of the singular values of products of different lengths over the index; the longer the product, the"
    alt += " sooner its rates leave the spectrum for a plateau at the limit of float64"
    return ax, alt + (
        ", and your exponents beside them." if own is not None else ". There are no exponents of yours yet."
    )


def _decades(values):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(as_array(values))
