"""How strongly every step of a sequence is forced: sparse and generalised teacher forcing as weights.

The state that enters step t is alpha_t x_t + (1 - alpha_t) z_t in the N units that are read out, and z_t in the
others. So the Jacobian of a forced step is (1 - alpha_t) J in the columns of those units, and J in the others.
"""

import numpy as np

from sheet_utils.runtime import positive_int


def check_forcing(t_forcing, t_warmup: int, length: int) -> tuple[int | None, int]:
    """Check a forcing interval and a warm-up.

    Args:
        t_forcing: the forcing interval in steps, or None.
        t_warmup: steps at the beginning that the loss leaves out.
        length: steps in a sequence.

    Returns:
        (t_forcing, t_warmup) as ints; t_forcing stays None where that is what it is.

    Raises:
        ValueError: t_forcing < 1, or the warm-up leaves nothing of a sequence of this length.
    """
    if t_forcing is not None:
        t_forcing = positive_int("t_forcing", t_forcing)
    t_warmup = positive_int("t_warmup", t_warmup, least=0)
    if t_warmup >= length:
        raise ValueError(f"t_warmup: expected fewer steps than the sequence has ({length}), got {t_warmup}")
    return t_forcing, t_warmup


def check_alpha(name: str, alpha) -> float:
    """Check the strength of generalised teacher forcing.

    Args:
        name: what an error message calls it.
        alpha: the strength, from 0 to 1.

    Returns:
        The strength as a float.

    Raises:
        ValueError: it is no number from 0 to 1.
    """
    try:
        value = float(alpha)
    except (TypeError, ValueError):
        value = float("nan")
    if not 0 <= value <= 1:
        raise ValueError(f"{name}: expected a number from 0 (free-running) to 1 (always forced), got {alpha!r}")
    return value


def weights(length: int, t_forcing=None, t_warmup: int = 0, alpha=None) -> np.ndarray:
    """The weight alpha_t of the data at every step of a sequence.

    Sparse teacher forcing (Mikhaeil, Monfared & Durstewitz, NeurIPS 2022) replaces the read-out at t = 0, t_forcing,
    2 t_forcing, ...: a weight of 1 there, and of 0 elsewhere. Generalised teacher forcing (Hess, Monfared, Brenner &
    Durstewitz, ICML 2023) mixes at every step: alpha, but 1 at t = 0, since the data give the state to start from.
    In a warm-up sparse forcing replaces at every step, and its schedule begins behind it; generalised forcing mixes
    there as everywhere, so that the noise of the first observation has died out where the loss begins.

    Args:
        length: T_seq, steps in a sequence.
        t_forcing: the forcing interval in steps; ignored where alpha is given.
        t_warmup: steps at the beginning that the loss leaves out.
        alpha: from 0 to 1, one number or (steps,), one for every step of an optimiser; None for sparse forcing.

    Returns:
        (length,), or (steps, length), in float64.

    Raises:
        ValueError: neither t_forcing nor alpha is given, or one of them cannot be.
    """
    t_forcing, t_warmup = check_forcing(t_forcing, t_warmup, length)
    if alpha is not None:
        alpha = np.asarray(alpha, dtype=float)
        for extreme in (float(alpha.min()), float(alpha.max())):
            check_alpha("alpha", extreme)
        result = np.repeat(alpha[..., None], length, axis=-1)
        result[..., 0] = 1
        return result
    if t_forcing is None:
        raise ValueError("t_forcing, alpha: give one of them, the forcing interval or the strength of forcing")
    steps = np.arange(length)
    return ((steps < t_warmup) | ((steps - t_warmup) % t_forcing == 0)).astype(float)
