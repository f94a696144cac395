"""How products of Jacobians grow: the definition of an exponent, step by step, and what is mistaken for it."""

import numpy as np
import torch

from sheet_utils.runtime import check_tensor, refuse_while_judging


def perturbation_growth(J: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How a perturbation grows under a series of Jacobians, and where it points in the end.

    Args:
        J: (T, M, M), Jacobians in the order of time.
        v: (M,), the perturbation, of any length but 0.

    Returns:
        (growth, direction): (T,), ln(|J_t ... J_1 v| / |v|) in nats; (M,), a unit vector.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.perturbation_growth")
    lengths, v = np.empty(len(J)), v / np.linalg.norm(v)
    for t, step in enumerate(J):
        v = step @ v
        lengths[t] = np.linalg.norm(v)
        v = v / lengths[t]
    return np.cumsum(np.log(lengths)), v


def product_growth(J: np.ndarray) -> dict[str, np.ndarray]:
    """The norm of a Jacobian product, and three numbers that are mistaken for it, after 1, 2, ... T factors.

    Args:
        J: (T, M, M), Jacobians in the order of time.

    Returns:
        A dict of a label to (T,), logarithms in nats: of the product's spectral norm, of the product of the norms, of
        the product of the spectral radii, and of the norm of the product in reversed order.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.product_growth")
    radii = np.abs(np.linalg.eigvals(J)).max(axis=1)  # (T,)
    return {
        "norm of the product": _norm_growth(J, lambda P, step: step @ P),
        "product of the norms": np.cumsum(np.log(np.linalg.norm(J, 2, axis=(1, 2)))),
        "product of the radii": np.cumsum(np.log(radii)),
        "reversed product": _norm_growth(J, lambda P, step: P @ step),
    }


def _norm_growth(J, multiply):
    """(T,), the logarithm of the spectral norm of a product that is multiplied by one factor at a time."""
    P, total, logs = np.eye(J.shape[1]), 0.0, []
    for step in J:
        P = multiply(P, step)
        size = np.linalg.norm(P, 2)
        P, total = P / size, total + np.log(size)
        logs.append(total)
    return np.array(logs)


def spectral_norm(matrix: torch.Tensor) -> torch.Tensor:
    """The spectral norm, the largest singular value, of a matrix; inf or NaN where its entries are not finite.

    `torch.linalg.matrix_norm(matrix, 2)` raises an error there.

    Args:
        matrix: (I, J).

    Returns:
        A tensor of shape (), in the matrix's dtype.

    Raises:
        ValueError: matrix is not a matrix.
    """
    check_tensor("matrix", matrix, shapes=[(None, None)])
    if torch.isfinite(matrix).all():
        return torch.linalg.matrix_norm(matrix, 2)
    return matrix.new_tensor(float("nan") if torch.isnan(matrix).any() else float("inf"))
