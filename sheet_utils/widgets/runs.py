"""Sliders over networks in training: a threshold that they pass, and the epoch at which they are looked at."""

import numpy as np

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def still_ahead(values, losses, threshold) -> np.ndarray:
    """How much of the decrease of their loss is ahead of networks when a falling number passes a threshold.

    Args:
        values: (n, epochs), a number of the spectrum, the first column from before training.
        losses: (n, epochs).
        threshold: passed from above.

    Returns:
        (k,), shares of the whole decrease, of the networks that pass the threshold after training has begun.
    """
    below = values < threshold
    passing = below.any(axis=1) & ~below[:, 0]
    at = losses[passing, below[passing].argmax(axis=1)]
    first, last = losses[passing, 0], losses[passing, -1]
    return (at - last) / (first - last)


def mean_threshold(means, losses, value) -> None:
    """How much learning is ahead of networks when their mean exponent passes the value that the slider is set to.

    Args:
        means: (n, epochs), mean exponents in nats per step, the first column from before training.
        losses: (n, epochs).
        value: where the slider stands first.
    """
    low = np.floor(2 * np.median(means[:, -1])) / 2
    thresholds = sorted({value, -2.8, *np.arange(low, -2.0, 0.5).tolist()}, reverse=True)

    def draw(threshold):
        axes, alt = plots.shares_after(still_ahead(means, losses, threshold), len(means))
        return axes, f"mean exponent {threshold:g} nats: {alt}"

    Explorer(
        "Is there a value after which nothing more is learnt?", Stepped("mean", thresholds, value, "nats"), draw
    ).show()


def read_out_after(epochs, exponents, losses, group, names, value) -> None:
    """The last loss over an exponent and over the loss after as many epochs as the slider is set to.

    Args:
        epochs: (E,), after how many epochs the exponents were measured.
        exponents: (n, E), nats per step.
        losses: (n, epochs + 1), after every epoch.
        group: (n,), what gives the colour.
        names: the names of the exponent and of the group.
        value: where the slider stands first.
    """
    last = losses[:, -1]

    def draw(epoch):
        column = list(epochs).index(epoch)
        axes, alt = plots.two_predictors(exponents[:, column], losses[:, epoch], last, group, names)
        return axes, f"after epoch {epoch}: {alt}"

    slider = Stepped("epoch", [int(epoch) for epoch in epochs], value)
    Explorer("Which of the two tells the end of the training earlier?", slider, draw).show()
