"""Random driven tanh networks, and what mean-field theory says about their exponents.

h_{t+1} = tanh(V h_t + sigma s_t) with N units and a standard Gaussian number s for every unit and step. V is Gaussian
with variance g^2/N, or g times a random orthogonal matrix. For N -> infinity what goes into a unit is Gaussian with a
variance q of its own making (Molgedey, Schuchhardt & Schuster, *Suppressing chaos in neural networks by noise*, PRL 69
(1992)), and successive Jacobians are as good as independent.
"""

import numpy as np
import torch

from sheet_utils.models import DrivenRNN
from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging

#: Places and weights of averages over a standard Gaussian number: sums of w f(z). They are dense enough for slopes
#: that are a tenth wide; Gauss and Hermite's 80 places are not, and give -0.46 in place of 0.86 at g = 10.
NODES = np.linspace(-8, 8, 1601)
WEIGHTS = np.exp(-(NODES**2) / 2) / np.exp(-(NODES**2) / 2).sum()


def random_network(N, g, rng, orthogonal=False) -> DrivenRNN:
    """A random network as a `models.DrivenRNN`, every unit with an input of its own.

    Args:
        N: units.
        g: the gain.
        rng: a NumPy generator.
        orthogonal: whether V is g times a random orthogonal matrix, uniform over all of them. If not, its entries
            are Gaussian with variance g^2/N.

    Returns:
        The network; K = N.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: N or g is not positive.
    """
    refuse_while_judging("ensembles.random_network")
    V = rng.normal(size=(positive_int("N", N), N))
    if orthogonal:
        Q, R = np.linalg.qr(V)
        V = Q * np.sign(np.diag(R))
    else:
        V = V / np.sqrt(N)
    return DrivenRNN(positive_float("g", g) * V, torch.eye(N))


def gaussian_inputs(T, B, N, sigma, rng) -> torch.Tensor:
    """Independent Gaussian inputs.

    Args:
        T: steps.
        B: number of series.
        N: inputs at every step.
        sigma: standard deviation.
        rng: a NumPy generator.

    Returns:
        (T, B, N), float64.
    """
    return torch.from_numpy(sigma * rng.normal(size=(T, B, N)))


def mean_field_variance(g, sigma, steps=3000) -> float:
    """The variance of what goes into a unit in mean-field theory.

    It solves q = g^2 <tanh^2(sqrt(q) z)> + sigma^2 with z Gaussian, by iteration from q = 1.

    Args:
        g: the gain.
        sigma: standard deviation of the input.
        steps: the largest number of iterations.

    Returns:
        q.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("ensembles.mean_field_variance")
    q = 1.0
    for _ in range(steps):
        before, q = q, g**2 * (WEIGHTS @ np.tanh(np.sqrt(q) * NODES) ** 2) + sigma**2
        if abs(q - before) < 1e-14 * q:
            break
    return float(q)


def mean_field_exponent(g, sigma) -> float:
    """The largest exponent in mean-field theory, ln(g^2 <slope^2>) / 2, the same for both kinds of networks.

    Args:
        g: the gain.
        sigma: standard deviation of the input.

    Returns:
        The exponent, in nats per step.
    """
    u = np.sqrt(mean_field_variance(g, sigma)) * NODES  # (nodes,)
    return float(np.log(g**2 * (WEIGHTS @ np.cosh(u) ** -4.0)) / 2)


def layered_network(N, k, scheme, rng) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the network z' = tanh(A ReLU(W z)) under a customary initialisation.

    W has fan in N and fan out k, and A the other way round. He: variance 2 / fan in (He, Zhang, Ren & Sun, ICCV 2015).
    Glorot: variance 2 / (fan in + fan out) (Glorot & Bengio, AISTATS 2010).

    Args:
        N: entries of the state.
        k: rectified units.
        scheme: "He" or "Glorot".
        rng: a NumPy generator.

    Returns:
        A, W: (N, k) and (k, N).

    Raises:
        ValueError: N or k is not positive, or the scheme is neither.
    """
    N, k = positive_int("N", N), positive_int("k", k)
    variances = {"He": (2 / k, 2 / N), "Glorot": (2 / (N + k), 2 / (N + k))}
    if scheme not in variances:
        raise ValueError(f"scheme: expected one of {', '.join(variances)}, got {scheme!r}")
    variance_a, variance_w = variances[scheme]
    return rng.normal(size=(N, k)) * np.sqrt(variance_a), rng.normal(size=(k, N)) * np.sqrt(variance_w)
