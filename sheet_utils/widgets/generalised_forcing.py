"""The strength of generalised teacher forcing as a slider over products of Jacobians."""

import functools
import itertools

import numpy as np

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def pull_strength(
    jacobians, N, far=75, values=(0.0, 0.003, 0.01, 0.02, 0.04, 0.08, 0.125, 0.2, 0.4), value=0.4
) -> None:
    """How far a gradient gets, for every strength that the slider is set to.

    Args:
        jacobians: dict of a title to the Jacobians along a series, (T, M, M) each.
        N: how many units are pulled, the first ones.
        far: steps after which the norm is told.
        values, value: of the slider.
    """
    arrays = {title: np.asarray(array, dtype=float) for title, array in jacobians.items()}

    @functools.cache
    def norms(title, alpha):
        array = arrays[title]
        pulled = array * np.where(np.arange(array.shape[2]) < N, 1 - alpha, 1.0)
        products = itertools.accumulate(pulled, lambda product, J: J @ product)
        return np.linalg.norm(np.array(list(products)), 2, axis=(1, 2))

    def draw(alpha):
        curves = {title: norms(title, alpha) for title in arrays}
        axes, _ = plots.forced_products({title: {alpha: curve} for title, curve in curves.items()})
        told = "; ".join(
            f"{title}, norm ≈ {curve[min(far, len(curve)) - 1]:.2g} after {far} steps, at most ≈ {curve.max():.2g}"
            for title, curve in curves.items()
        )
        return axes, f"α = {alpha:g}: {told}"

    steps = max(map(len, arrays.values()))
    question = f"For which strengths is the norm above 0.1 after {far} steps, and never above 10 in all of the {steps}?"
    Explorer(question, Stepped("α", values, value), draw, trace=True).show()
