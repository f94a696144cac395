"""A slider over embeddings of a measured series."""

import numpy as np
import torch

from sheet_utils import plots, timeseries
from sheet_utils.datasets import delay_embedding
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def laser_embedding(
    series, per, dimensions=(1, 2, 3, 4, 6, 8, 10, 12), lags=(1, 2, 3, 4), window=(1.0, 4.0), references=250
) -> None:
    """How nearest neighbours of a series diverge, for every dimension and lag that two sliders are set to.

    Args:
        series: (T,).
        per: samples per pulsation.
        dimensions: values of the first slider, the number of delays.
        lags: values of the second slider, samples between two delays.
        window: (first, last), in pulsations: where a line is fitted.
        references: how many rows a neighbour is sought for.
    """
    x, seen = torch.as_tensor(np.asarray(series, dtype=float)), {}

    def draw(dimension, lag):
        if (dimension, lag) not in seen:
            X = delay_embedding(x, lag, dimension).numpy()
            seen[dimension, lag] = timeseries.divergence(X, round(5 * per), round(5 * per), references)
        curve = seen[dimension, lag]
        rate = lambda first, last: per * timeseries.slope(curve, round(first * per), round(last * per))
        text = f"dimension {dimension}, lag {lag}: slope ≈ {rate(*window):.2f} per pulsation between the dotted lines, "
        text += f"≈ {rate(0.0, window[0]):.2f} before and ≈ {rate(window[1] - 1, 5.0):.2f} at the end"
        others = [other for key, other in seen.items() if key != (dimension, lag)]
        return plots.embedding_choice(curve, per, window, others, f"dimension {dimension}, lag {lag}"), text

    dimension, lag = Stepped("dimension", dimensions, 2), Stepped("lag", lags, 1, "samples")
    question = "From which dimension on does the slope between the dotted lines hardly change?"
    explorer = Explorer(question, dimension, lambda value: draw(value, lag.value))
    explorer.add(lag)
    explorer.show()
