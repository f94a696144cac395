"""One small network with one knob that rests, circles, cycles or is chaotic, and what its gradients do in each regime.

Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic dynamics with RNNs*, NeurIPS 2022, theorems
1 to 3. Everything here is NumPy in float64.
"""

import numpy as np
import torch

from sheet_utils.lyapunov import maximum_lyapunov_exponent
from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging

#: A random matrix with two digits, taken because each regime of the theorems is met at one gain or another.
MATRIX = ((-0.04, -1.25, 2.55, 0.48), (0.64, -0.21, 0.06, 0.33), (0.19, -0.6, 0.61, 0.49), (-0.12, -0.71, -0.87, -1.0))

#: The gain at which each regime is shown, and where orbits start before they settle.
GAINS = {"fixed point": 0.8, "cycle": 1.75, "quasi-periodic": 1.2, "chaos": 2.0}
START = (0.3, 0.2, -0.1, -0.3)


class FourUnits:
    """Four tanh units without input: z' = tanh(g W z), where W is `MATRIX` scaled to the spectral radius 1.

    Args:
        gain: g > 0, the knob. At the origin the Jacobian is g W, so the origin is stable for g < 1.
    """

    M = 4

    def __init__(self, gain):
        self.gain = positive_float("gain", gain)
        matrix = np.array(MATRIX)
        self.weights = self.gain * matrix / np.abs(np.linalg.eigvals(matrix)).max()

    def step(self, z) -> np.ndarray:
        """The next state.

        Args:
            z: (4,), the state.

        Returns:
            (4,).
        """
        return np.tanh(self.weights @ z)

    def jacobian(self, z) -> np.ndarray:
        """The exact Jacobian of a step.

        Args:
            z: (4,), the state.

        Returns:
            (4, 4), J[i, j] = d z'_i / d z_j.
        """
        return (1 - np.tanh(self.weights @ z) ** 2)[:, None] * self.weights


def orbit(network, T, T_trans=2000, z1=START) -> np.ndarray:
    """An orbit that has settled.

    Args:
        network: a `FourUnits`.
        T: states that are kept.
        T_trans: steps before the first of them.
        z1: (M,), the initial state.

    Returns:
        (T, M), in the order of time.
    """
    z = np.array(z1, dtype=float)
    states = np.empty((positive_int("T", T), len(z)))
    for _ in range(positive_int("T_trans", T_trans, least=0)):
        z = network.step(z)
    for t in range(T):
        states[t] = z
        z = network.step(z)
    return states


def jacobians(network, Z) -> np.ndarray:
    """The Jacobians along an orbit.

    Args:
        network: a `FourUnits`.
        Z: (T, M), an orbit.

    Returns:
        (T - 1, M, M), d z_{t+1} / d z_t for all states but the last.
    """
    return np.array([network.jacobian(z) for z in Z[:-1]])


def log_norms(J) -> np.ndarray:
    """ln of the spectral norms of J[0], J[1] J[0], J[2] J[1] J[0], ...: how far d z_T / d z_1 has grown.

    The product is brought back to norm 1 at every step and the logarithms are summed, so nothing overflows.

    Args:
        J: (T - 1, M, M), Jacobians in the order of time.

    Returns:
        (T - 1,), natural logarithms.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("regimes.log_norms")
    product, grown, logs = np.eye(J.shape[1]), 0.0, []
    for factor in J:
        product = factor @ product
        norm = np.linalg.norm(product, 2)
        product, grown = product / norm, grown + np.log(norm)
        logs.append(grown)
    return np.array(logs)


def period(Z, longest=60, tolerance=1e-8) -> int:
    """The least k with z_{t+k} = z_t for the states at the end of an orbit.

    Args:
        Z: (T, M), an orbit.
        longest: the longest period that is looked for, in steps.
        tolerance: how closely states have to agree.

    Returns:
        The period, 1 for a fixed point; 0 where there is none up to `longest`.
    """
    for k in range(1, min(longest, len(Z) - 1) + 1):
        if np.abs(Z[k:] - Z[:-k])[-longest:].max() < tolerance:
            return k
    return 0


def largest_exponent(network, T=8000) -> float:
    """The largest Lyapunov exponent of the settled orbit.

    Args:
        network: a `FourUnits`.
        T: number of steps that count.

    Returns:
        The exponent, in nats per step.
    """
    return maximum_lyapunov_exponent(network, torch.tensor(START, dtype=torch.float64), T, T_trans=2000)


# --- Gradients of a loss along an orbit. ------------------------------------------------------------


def loss_along(network, T) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An orbit with a loss: L = 1/(2 T) sum_t |z_t - x_t|^2, where x is the same network's run from another start.

    The orbit begins close to the attractor, not on it: at a fixed point in the origin nothing would depend on W.

    Args:
        network: a `FourUnits`.
        T: states in the sequence.

    Returns:
        (Z, J, e): the states (T, M), the Jacobians (T - 1, M, M), and e[t] = (z_t - x_t) / T, what L says at time t.
    """
    Z = orbit(network, T, T_trans=10)
    x = orbit(network, T, T_trans=10, z1=START[::-1])
    return Z, jacobians(network, Z), (Z - x) / T


def gradient_terms(network, Z, delta) -> np.ndarray:
    """What each step adds to dL/dW: term t is the one in which the step from z_t to z_{t+1} uses the weights.

    Args:
        network: a `FourUnits`; its loss is differentiated by W at the gain 1, that is by `network.weights`.
        Z: (T, M), states.
        delta: (T, M), dL/dz_t through all later steps.

    Returns:
        (T - 1, M, M); their sum is dL/dW.
    """
    slope = 1 - np.tanh(Z[:-1] @ network.weights.T) ** 2  # (T - 1, M)
    return (slope * delta[1:])[:, :, None] * Z[:-1, None, :]  # (T - 1, M, M)


def sensitivities(network, Z, e) -> np.ndarray:
    """The total derivatives of a loss by the states, by torch's autograd along the same orbit.

    Args:
        network: a `FourUnits`.
        Z: (T, M), its orbit.
        e: (T, M), what the loss says at every time, dL/dz_t at fixed other states.

    Returns:
        (T, M), dL/dz_t through all later steps.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("regimes.sensitivities")
    weights, states = torch.from_numpy(network.weights), torch.from_numpy(Z)
    # Adding 0 to every state makes its total derivative the gradient of that 0. Each step starts from the given
    # state again: in chaos another rounding of tanh would soon be another orbit.
    nothing = torch.zeros_like(states, requires_grad=True)
    change, value = nothing[0], 0.0
    for t in range(len(Z)):
        value = value + (torch.from_numpy(e[t]) * change).sum()
        if t + 1 < len(Z):
            after = torch.tanh(weights @ (states[t] + change))
            change = after - after.detach() + nothing[t + 1]
    return torch.autograd.grad(value, nothing)[0].numpy()


def gradient_norms(gain, lengths, backward=None) -> np.ndarray:
    """The norm of dL/dW for sequences of several lengths.

    Args:
        gain: of the network.
        lengths: numbers of steps T.
        backward: a student's function of (J, e) that returns delta; None is torch's autograd.

    Returns:
        (len(lengths),).
    """
    network, norms = FourUnits(gain), []
    for T in lengths:
        Z, J, e = loss_along(network, T)
        delta = sensitivities(network, Z, e) if backward is None else np.asarray(backward(J, e), dtype=float)
        norms.append(np.linalg.norm(gradient_terms(network, Z, delta).sum(axis=0)))
    return np.array(norms)


def loss_over_gain(gains, T, truth=GAINS["chaos"]) -> np.ndarray:
    """The loss of networks of several gains against data from another one, all from one start: a cut of the terrain.

    Args:
        gains: (K,).
        T: steps in the sequence.
        truth: the gain that made the data.

    Returns:
        (K,), L = 1/T sum_t |z_t - x_t|^2.
    """
    weights = FourUnits(1.0).weights
    data = orbit(FourUnits(truth), positive_int("T", T) + 1)
    z, total = np.tile(data[0], (len(gains), 1)), np.zeros(len(gains))  # (K, M), (K,)
    for x in data[1:]:
        z = np.tanh(np.asarray(gains, dtype=float)[:, None] * (z @ weights.T))
        total += ((z - x) ** 2).sum(axis=1)
    return total / T
