"""The dimension of an attractor from its exponents."""

import numpy as np

from sheet_utils.runtime import refuse_while_judging


def kaplan_yorke_dimension(spectrum: np.ndarray) -> float:
    """The Kaplan-Yorke dimension: how many exponents the sum stays positive for, with a fraction.

    Kaplan & Yorke, *Chaotic behavior of multidimensional difference equations*, LNM 730 (1979):
    D = j + (sum of the j largest) / |exponent j + 1|, where j is the largest number for which that sum is not negative.

    Args:
        spectrum: (M,), exponents in any unit and any order.

    Returns:
        The dimension, between 0 and M; M if even the sum of all is not negative.

    Raises:
        ValueError: the spectrum is empty or has NaN in it.
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.kaplan_yorke_dimension")
    spectrum = np.sort(np.asarray(spectrum, dtype=float))[::-1]
    if spectrum.ndim != 1 or len(spectrum) == 0 or np.isnan(spectrum).any():
        raise ValueError(f"spectrum: expected at least one exponent and no NaN, got {spectrum}")
    sums = np.cumsum(spectrum)  # (M,)
    if sums[-1] >= 0:
        return float(len(spectrum))
    j = int(np.argmax(sums < 0))  # the sum of the first j is not negative, that of j + 1 is
    return j + (sums[j - 1] / abs(spectrum[j]) if j else 0.0)
