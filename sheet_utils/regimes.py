"""Small networks with one knob that settle, cycle, circle or are chaotic, and what their gradients do in each regime.

Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic dynamics with RNNs*, NeurIPS 2022, theorems
1 to 3. Everything here is NumPy in float64.
"""

import numpy as np
import torch

from sheet_utils.runtime import positive_float, positive_int, refuse_while_judging

#: A random matrix with two digits, taken because each regime of the theorems is met at one gain or another.
MATRIX = ((-0.04, -1.25, 2.55, 0.48), (0.64, -0.21, 0.06, 0.33), (0.19, -0.6, 0.61, 0.49), (-0.12, -0.71, -0.87, -1.0))

#: The gain at which each regime is shown, and where orbits start before they settle.
GAINS = {"fixed point": 0.8, "cycle": 1.75, "quasi-periodic": 1.2, "chaos": 2.0}
START = (0.3, 0.2, -0.1, -0.3)

#: The input: a signal of so many steps, then a constant.
SIGNAL_STEPS = 20
CONSTANT = 0.1

#: Steps before a chaotic orbit is used: few, because after some hundred steps it is another one on another machine.
SHORT = 60

#: Lengths of a step against the gradient.
STEPS = 10.0 ** np.arange(-13, 1)

#: How far a decrease may be from what the gradient promised.
AGREES = 0.1


class FourUnits:
    """Four tanh units with one input: z_t = tanh(W z_{t-1} + C s_t), where W is g times a matrix of spectral radius 1.

    Args:
        gain: g > 0, the knob.

    Attributes:
        W: (4, 4).
        C: (4, 1); the input reaches the first unit alone.
        theta: (4, 5), W and C side by side.
    """

    M = 4

    def __init__(self, gain):
        self.gain = positive_float("gain", gain)
        matrix = np.array(MATRIX)
        self.W = self.gain * matrix / np.abs(np.linalg.eigvals(matrix)).max()
        self.C = np.array([[1.0], [0.0], [0.0], [0.0]])
        self.theta = np.hstack([self.W, self.C])

    def run(self, s, z0=START) -> np.ndarray:
        """The states under an input.

        Args:
            s: (T, 1), the inputs s_1, ..., s_T.
            z0: (4,), the initial state.

        Returns:
            (T + 1, 4): z_0, ..., z_T.
        """
        z = [np.array(z0, dtype=float)]
        for drive in s @ self.C.T:
            z.append(np.tanh(self.W @ z[-1] + drive))
        return np.array(z)

    def jacobians(self, z) -> np.ndarray:
        """The exact Jacobians of the steps along an orbit.

        Args:
            z: (T + 1, 4), states.

        Returns:
            (T, 4, 4): entry t - 1 is d z_t / d z_{t-1}.
        """
        return (1 - z[1:] ** 2)[:, :, None] * self.W


def inputs(T, signal=True) -> np.ndarray:
    """An input of T steps: a random signal of `SIGNAL_STEPS` steps, then a constant.

    Args:
        T: number of steps.
        signal: whether there is a signal before the constant.

    Returns:
        (T, 1).
    """
    s = np.full((positive_int("T", T), 1), CONSTANT)
    if signal:
        s[:SIGNAL_STEPS, 0] = np.random.default_rng(1).uniform(-0.3, 0.3, SIGNAL_STEPS)[:T]
    return s


def settled(network, T, T_trans=2000, z0=START) -> np.ndarray:
    """An orbit under the constant input that has settled.

    Args:
        network: a `FourUnits`.
        T: number of steps.
        T_trans: steps before them.
        z0: (4,), the initial state.

    Returns:
        (T + 1, 4).
    """
    return network.run(inputs(T_trans + positive_int("T", T), signal=False), z0)[T_trans:]


def data(T) -> np.ndarray:
    """A chaotic series to learn: an orbit of the network with the gain of chaos, from another start.

    Args:
        T: number of steps.

    Returns:
        (T, 4): x_1, ..., x_T.
    """
    return settled(FourUnits(GAINS["chaos"]), T, SHORT, START[::-1])[1:]


def log_norms(J) -> np.ndarray:
    """ln of the spectral norms of J[0], J[1] J[0], J[2] J[1] J[0], ...: how far d z_T / d z_0 has grown.

    The product is brought back to norm 1 at every step and the logarithms are summed, so nothing overflows.

    Args:
        J: (T, M, M), Jacobians in the order of time.

    Returns:
        (T,), natural logarithms.

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


def period(z, longest=60, tolerance=1e-8) -> int:
    """The least k with z_{t+k} = z_t for the states at the end of an orbit.

    Args:
        z: (T, M), an orbit.
        longest: the longest period that is looked for, in steps.
        tolerance: how closely states have to agree.

    Returns:
        The period, 1 for a fixed point; 0 where there is none up to `longest`.
    """
    for k in range(1, min(longest, len(z) - 1) + 1):
        if np.abs(z[k:] - z[:-k])[-longest:].max() < tolerance:
            return k
    return 0


def largest_exponents(gains, T=6000, T_trans=2000) -> np.ndarray:
    """The largest Lyapunov exponents of the settled orbits of several networks at once.

    Args:
        gains: (K,), the knob of each.
        T: number of steps that count.
        T_trans: steps before them.

    Returns:
        (K,), nats per step.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("regimes.largest_exponents")
    W = np.array([FourUnits(gain).W for gain in gains])  # (K, M, M)
    drive = CONSTANT * FourUnits(1.0).C[:, 0]
    z, v, logs = np.tile(START, (len(W), 1)), np.ones((len(W), 4)), np.zeros(len(W))
    for t in range(T_trans + T):
        z = np.tanh((W @ z[:, :, None])[:, :, 0] + drive)
        v = (1 - z**2) * (W @ v[:, :, None])[:, :, 0]
        size = np.sqrt((v**2).sum(axis=1))
        v /= size[:, None]
        if t >= T_trans:
            logs += np.log(size)
    return logs / T


# --- Gradients of the last loss, L_T = |z_T - x_T|^2 / 2. ------------------------------------------------------------


def last_loss(theta, z0, s, x) -> float:
    """The loss of the last step of a run.

    Args:
        theta: (M, M + K), the weights W and C side by side.
        z0: (M,), the initial state.
        s: (T, K), inputs.
        x: (M,), what the last state should be.

    Returns:
        |z_T - x|^2 / 2.
    """
    z = np.asarray(z0, dtype=float)
    for row in s:
        z = np.tanh(theta @ np.concatenate([z, row]))
    return 0.5 * float(((z - x) ** 2).sum())


def reference_terms(W, C, z, s, e) -> np.ndarray:
    """What each use of the weights adds to the gradient of a loss, by torch's autograd along the given orbit.

    Args:
        W, C: (M, M) and (M, K), weights.
        z: (T + 1, M), states z_0, ..., z_T.
        s: (T, K), inputs s_1, ..., s_T.
        e: (M,), d L_T / d z_T.

    Returns:
        (T, M, M + K).

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("regimes.reference_terms")
    z, s = torch.from_numpy(z), torch.from_numpy(s)
    theta = torch.from_numpy(np.hstack([W, C]))
    # Weights of its own for every step. Each step starts from the given state again: in chaos another rounding of tanh
    # would soon be another orbit.
    uses = torch.zeros(len(s), *theta.shape, dtype=theta.dtype, requires_grad=True)
    change = torch.zeros_like(z[0])
    for r in range(len(s)):
        after = torch.tanh((theta + uses[r]) @ torch.cat([z[r] + change, s[r]]))
        change = after - after.detach()
    return torch.autograd.grad((torch.from_numpy(e) * change).sum(), uses)[0].numpy()


def gradient_norms(network, z, s, x, lengths, terms=reference_terms) -> np.ndarray:
    """The norm of the gradient of L_T for several T, along one orbit.

    Args:
        network: a `FourUnits`.
        z: (T + 1, M), its states.
        s: (T, 1), its inputs.
        x: (T, M), what the states should be.
        lengths: (K,), the values of T.
        terms: a function like `reference_terms`.

    Returns:
        (K,).
    """
    gradients = [terms(network.W, network.C, z[: T + 1], s[:T], z[T] - x[T - 1]) for T in lengths]
    return np.array([np.linalg.norm(np.asarray(terms, dtype=float).sum(axis=0)) for terms in gradients])


def term_sizes(network, T, terms=reference_terms) -> np.ndarray:
    """How large every term of the gradient of sum_t L_t is.

    Args:
        network: a `FourUnits`.
        T: number of steps; the input begins with the signal.
        terms: a function like `reference_terms`.

    Returns:
        (T, T): entry (t - 1, r - 1) is the norm of the term in which the loss of time t meets the weights of step r,
        and NaN where r > t.
    """
    s, x = inputs(T), data(T)
    z, sizes = network.run(s), np.full((T, T), np.nan)
    for t in range(1, T + 1):
        found = np.asarray(terms(network.W, network.C, z[: t + 1], s[:t], z[t] - x[t - 1]), dtype=float)
        sizes[t - 1, :t] = np.sqrt((found**2).sum(axis=(1, 2)))
    return sizes


def tangent_norms(network, z, s) -> np.ndarray:
    """The norm of d z_T / d theta for T = 1, 2, ... along an orbit.

    Args:
        network: a `FourUnits`.
        z: (T + 1, M), its states.
        s: (T, 1), its inputs.

    Returns:
        (T,), the root of the sum of the squares of all entries.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("regimes.tangent_norms")
    tangent, norms = np.zeros((4, 4, 5)), []  # d z_i / d theta_jk
    for t, J in enumerate(network.jacobians(z)):
        direct = (1 - z[t + 1] ** 2)[:, None, None] * np.eye(4)[:, :, None] * np.concatenate([z[t], s[t]])
        tangent = np.tensordot(J, tangent, axes=1) + direct
        norms.append(np.sqrt((tangent**2).sum()))
    return np.array(norms)


def descent_ratios(network, T, steps, terms=reference_terms) -> np.ndarray:
    """How much of the promised decrease of L_T a step against the gradient brings.

    The network runs under the constant input. The step moves the weights by h against the gradient G. If the loss were
    straight, it would fall by h |G|.

    Args:
        network: a `FourUnits`.
        T: length of the sequence.
        steps: (K,), lengths h of the step in the space of the weights.
        terms: a function like `reference_terms`.

    Returns:
        (K,): the decrease of the loss over h |G|; 1 where the gradient told the truth.
    """
    z, s, x = settled(network, T, SHORT), inputs(T, signal=False), data(T)[-1]
    G = np.asarray(terms(network.W, network.C, z, s, z[-1] - x), dtype=float).sum(axis=0)
    size, before = np.linalg.norm(G), last_loss(network.theta, z[0], s, x)
    return np.array([(before - last_loss(network.theta - h / size * G, z[0], s, x)) / (h * size) for h in steps])


def usable_step(network, T, steps=STEPS) -> float:
    """The longest of some steps up to which the gradient keeps its promise to ten per cent.

    Args:
        network, T: as in `descent_ratios`.
        steps: (K,), lengths in rising order; the first ones may be lost to rounding.

    Returns:
        The last step before the first failure that follows a success; NaN where none succeeds.
    """
    good = np.abs(descent_ratios(network, T, steps) - 1) <= AGREES
    if not good.any():
        return float("nan")
    first = int(good.argmax())
    end = first + int(np.argmin(np.r_[good[first:], False]))
    return float(steps[end - 1])


def loss_over_gain(gains, T, truth=GAINS["chaos"]) -> np.ndarray:
    """The loss of networks of several gains against data from another one, all from one start: a cut of the terrain.

    Args:
        gains: (K,).
        T: steps in the sequence.
        truth: the gain that made the data.

    Returns:
        (K,), L = 1/T sum_t |z_t - x_t|^2.
    """
    W, drive = FourUnits(1.0).W, CONSTANT * FourUnits(1.0).C[:, 0]
    series = settled(FourUnits(truth), positive_int("T", T))
    z, total = np.tile(series[0], (len(gains), 1)), np.zeros(len(gains))  # (K, M), (K,)
    for x in series[1:]:
        z = np.tanh(np.asarray(gains, dtype=float)[:, None] * (z @ W.T) + drive)
        total += ((z - x) ** 2).sum(axis=1)
    return total / T


# --- A piecewise linear network, for the third part of theorem 1. ----------------------------------------------------

#: z' = A z + W max(z, 0) + h with two units and a stable cycle of four states; W has no diagonal.
PIECEWISE_A = (0.6, -0.4)
PIECEWISE_W = ((0.0, -0.8), (2.9, 0.0))
PIECEWISE_H = (1.0, 0.9)


def piecewise_tangents(z1, T) -> tuple[np.ndarray, np.ndarray]:
    """Orbits of a small piecewise linear network, and the norm of d z_T / d theta along them.

    Args:
        z1: (S, 2), initial states.
        T: number of steps.

    Returns:
        (z, norms): the states (T + 1, S, 2); and (T, S), where theta is A, W and h, eight numbers in all.
    """
    A, W, h = (np.array(values) for values in (PIECEWISE_A, PIECEWISE_W, PIECEWISE_H))
    z, tangent = [np.array(z1, dtype=float)], np.zeros((len(z1), 2, 8))
    norms = []
    for _ in range(positive_int("T", T)):
        state, on = z[-1], z[-1] > 0
        J = np.diag(A) + W * on[:, None, :]  # (S, 2, 2)
        direct = np.zeros_like(tangent)
        for unit in range(2):
            direct[:, unit, unit] = state[:, unit]
            direct[:, unit, 2 + 2 * unit : 4 + 2 * unit] = np.maximum(state, 0)
            direct[:, unit, 6 + unit] = 1
        tangent = J @ tangent + direct
        z.append(A * state + np.maximum(state, 0) @ W.T + h)
        norms.append(np.sqrt((tangent**2).sum(axis=(1, 2))))
    return np.array(z), np.array(norms)
