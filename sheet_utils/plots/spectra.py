"""Pictures of spectra of driven networks: over the index with their spread, over time, and their errors."""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, new_figure, numbers_or_none

STYLES = ((DATA, "-"), (MODEL, "--"), (YOURS, "-."), (MARK, ":"))


def spectrum_bands(groups, reference=None, share=True, ylim=None, labels=("the course's", "nats per step")):
    """Spectra over the index: the mean over inputs, and a band of one standard deviation to either side.

    Args:
        groups: dict of a label to (B, k), exponents along B inputs, or (k,).
        reference: dict of a label to (k,), drawn dashed in black; the first of them is named in the legend.
        share: whether the index is drawn as a share of k.
        ylim: limits of the exponents, or None.
        labels: the name of the references, and that of the vertical axis.
    """
    _, ax = new_figure(height=3.6)
    for (label, values), (colour, style) in zip(groups.items(), STYLES, strict=False):
        values = numbers_or_none(values, np.ndim(values))
        if values is None or values.ndim not in (1, 2):
            continue
        values = np.atleast_2d(values)
        x, mean = _index(values.shape[1], share), values.mean(axis=0)
        if len(values) > 1:
            spread = values.std(axis=0, ddof=1)
            ax.fill_between(x, mean - spread, mean + spread, color=colour, alpha=0.25, linewidth=0)
        ax.plot(x, mean, style, color=colour, linewidth=2.2, label=label)
    for place, values in enumerate((reference or {}).values()):
        ax.plot(_index(len(values), share), values, "--", color=REFERENCE, linewidth=1, label=labels[0] * (not place))
    ax.axhline(0, color=MARK, linewidth=0.8)
    ax.set(xlabel="index of the exponent" + " / number of exponents" * share, ylabel=labels[1], ylim=ylim)
    ax.legend(fontsize="small")
    return ax


def _index(k, share):
    return (np.arange(k) + 0.5) / k if share else np.arange(1, k + 1)


def convergence(times, trace, shown, mark=None):
    """Estimates of a few exponents over the number of steps: each input thin, the mean thick.

    Args:
        times: (n,), numbers of steps.
        trace: (n, B, k), estimates after as many steps.
        shown: indices of the exponents, three at most.
        mark: a number of steps to be marked, or None.
    """
    _, ax = new_figure(height=3.6)
    for index, (colour, style) in zip(shown, STYLES, strict=False):
        ax.plot(times, trace[:, :, index], color=colour, linewidth=0.5, alpha=0.6)
        label = f"exponent {index + 1}"
        ax.plot(times, trace[:, :, index].mean(axis=1), style, color=colour, linewidth=2.2, label=label)
    if mark is not None:
        ax.axvline(mark, color=MARK, linewidth=1, linestyle=":")
    ax.set(xlabel="steps", ylabel="nats per step", xscale="log", xlim=(times[0], times[-1]))
    ax.legend(fontsize="small", loc="lower right")
    return ax
