"""How good is a reconstruction? Geometry, time, and short-term prediction."""

import numpy as np

from sheet_utils.runtime import positive_int


def _orbit(name, values, like=None):
    array = np.asarray(values, dtype=float)
    if array.ndim != 2 or len(array) < 2:
        raise ValueError(f"{name}: expected an orbit of shape (T, N) with T >= 2, got {array.shape}")
    if like is not None and array.shape[1] != like.shape[1]:
        raise ValueError(f"{name}: expected {like.shape[1]} columns, as the first orbit has, got {array.shape[1]}")
    return array


def d_stsp(true, generated, bins=30, smoothing=1e-5) -> float:
    """State-space divergence: KL(p_true || p_generated) of two binned orbits, in nats.

    Time plays no part: this compares where two systems spend their time. (Koppe et al., PLoS Comput. Biol. 15,
    2019; Brenner et al., ICML 2022.) Two true Lorenz trajectories of 100 000 rows give about 0.1; quote lengths
    and bins with every figure. A symmetric attractor is not distinguished from its mirror image.

    Args:
        true: (T, N). Its box, minimum to maximum per axis, is binned.
        generated: (T', N). Points outside the box count as mass that the true orbit does not meet.
        bins: bins per axis.
        smoothing: added to every bin's count, relative to one point (Laplace).

    Returns:
        The divergence in nats, at least 0; inf for a generated orbit that is not finite.

    Raises:
        ValueError: a shape is wrong, or the true orbit is not finite.
    """
    true = _orbit("true", true)
    generated = _orbit("generated", generated, like=true)
    bins = positive_int("bins", bins)
    if not np.isfinite(true).all():
        raise ValueError("true: has entries that are NaN or infinite")
    if not np.isfinite(generated).all():
        return float("inf")
    low, high = true.min(axis=0), true.max(axis=0)
    shape = (bins,) * true.shape[1]

    def density(points):
        inside = points[((points >= low) & (points <= high)).all(axis=1)]
        cells = np.minimum((inside - low) / (high - low) * bins, bins - 1).astype(int)  # (points inside, N)
        counts = np.bincount(np.ravel_multi_index(cells.T, shape), minlength=bins ** true.shape[1])  # (bins^N,)
        return (counts + smoothing) / (len(points) + smoothing * counts.size)

    p, q = density(true), density(generated)
    return float(np.sum(p * np.log(p / q)))


def d_h(true, generated, smoothing=20) -> float:
    """Hellinger distance of smoothed power spectra, mean over axes; 0 is equal, 1 is disjoint.

    This compares time scales, which `d_stsp` does not see. (Mikhaeil, Monfared & Durstewitz, NeurIPS 2022.)

    Args:
        true, generated: (T, N) and (T', N); the longer one is cut to the shorter.
        smoothing: standard deviation of the Gaussian over frequencies, in bins.

    Returns:
        The distance, from 0 to 1; 1 for a generated orbit that is not finite, or at rest.

    Raises:
        ValueError: a shape is wrong.
    """
    true = _orbit("true", true)
    generated = _orbit("generated", generated, like=true)
    length = min(len(true), len(generated))
    distances = []
    for a, b in zip(true[:length].T, generated[:length].T, strict=True):
        p, q = _spectrum(a, smoothing), _spectrum(b, smoothing)
        if p is None or q is None:
            distances.append(1.0)
        else:
            distances.append(np.sqrt(max(0.0, 1 - np.sum(np.sqrt(p * q)))))
    return float(np.mean(distances))


def _spectrum(series, smoothing):
    """The normalised, smoothed power spectrum without the mean, or None where there is no power."""
    if not np.isfinite(series).all() or series.std() < 1e-12:
        return None
    power = np.abs(np.fft.rfft((series - series.mean()) / series.std()))[1:] ** 2  # (T // 2,)
    half_width = int(4 * smoothing)
    kernel = np.exp(-0.5 * (np.arange(-half_width, half_width + 1) / smoothing) ** 2)
    smooth = np.convolve(power, kernel / kernel.sum(), mode="same")[: len(power)]
    return smooth / smooth.sum()
