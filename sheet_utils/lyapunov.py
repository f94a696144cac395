"""Lyapunov exponents of maps: the largest one, whole spectra, and what follows from them.

The tangent vectors are multiplied by J on the left, Q <- J Q, in the order of time, and re-orthogonalised. All
exponents are in nats per step; divide by the time between two steps for nats per unit of time. Everything is
computed in float64.
"""

import copy
from dataclasses import dataclass

import numpy as np
import torch

from sheet_utils import engine, models
from sheet_utils.runtime import check_tensor, positive_float, positive_int, progress, refuse_while_judging
from sheet_utils.systems import runge_kutta_step


class DivergedOrbit(ArithmeticError):
    """The orbit left the finite numbers, so it has no exponents."""


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    """The largest Lyapunov exponent of a map, in nats per step, by re-orthogonalisation at every step.

    Args:
        model: as in `lyapunov_spectrum`.
        z1: (M,), the state to start from.
        T: number of steps that count.
        T_trans: steps before them, in which the orbit settles.

    Returns:
        lambda_max, a float; divide by dt for nats per unit of time.

    Raises:
        ValueError, DivergedOrbit: as in `lyapunov_spectrum`.
    """
    return float(lyapunov_spectrum(model, z1, T, T_trans, n_exponents=1)[0])


def lyapunov_spectrum(system, z1, T, T_trans=1000, n_exponents=None, every=1):
    """The Lyapunov exponents of a map, in nats per step, sorted from the largest to the smallest.

    Benettin, Galgani, Giorgilli & Strelcyn, Meccanica 15 (1980). Time averages of ln R_ii, where Q R is the
    orthogonalisation of J Q at every `every`-th step and after the last one, so no growth is lost.

    Args:
        system: a `CustomRNN`, or any object with `jacobian(z)` and either `step(z)` or, as torch modules have it, a
            call, such as `TimeStep(Lorenz())`; or a pair (step, jacobian) of functions of NumPy arrays.
            J[i, j] = d z'_i / d z_j.
        z1: (M,), the state to start from.
        T: number of steps that count.
        T_trans: steps before them, in which the state settles onto the attractor and the tangent vectors turn.
        n_exponents: how many of the largest exponents; all M if None.
        every: steps between two re-orthogonalisations; more is faster, and spoils the smallest exponents first.

    Returns:
        (n_exponents,) in float64.

    Raises:
        ValueError: a length is not positive, or z1 has another shape or is not finite.
        DivergedOrbit: the orbit is no longer finite; the message names the step.
        OverflowError: the tangent vectors overflow between two re-orthogonalisations.
    """
    refuse_while_judging("lyapunov.lyapunov_spectrum")
    T, every = positive_int("T", T), positive_int("every", every)
    T_trans = positive_int("T_trans", T_trans, least=0)
    z1 = torch.as_tensor(z1)
    check_tensor("z1", z1, shapes=[(getattr(system, "M", None),)], finite=True)
    k = len(z1) if n_exponents is None else positive_int("n_exponents", n_exponents)
    if k > len(z1):
        raise ValueError(f"n_exponents: expected at most {len(z1)}, the number of units, got {k}")
    fast = engine.supports(system)
    # A bar is for what takes seconds.
    bar = progress(total=T + T_trans, label="exponents") if T + T_trans > (10**6 if fast else 10**4) else None
    tick = bar.update if bar else lambda steps: None
    try:
        if fast:
            check_parameters(system)
            logs, made = engine.tangent_growth(system, z1, T, T_trans, k, every, tick)
        else:
            logs, made = _tangent_growth(*_functions(system), z1, T, T_trans, k, every, tick)
    finally:
        if bar:
            bar.close()
    if made < T + T_trans:
        raise DivergedOrbit(
            f"the orbit is no longer finite at step {made + 1} of {T_trans} + {T}: this map runs away from z1"
        )
    if np.isnan(logs).any() or (logs == np.inf).any():
        raise OverflowError(f"every: tangent vectors overflow float64 within {every} steps; take fewer")
    return np.sort(logs)[::-1] / T


def check_parameters(model):
    """Raise a ValueError that names the first parameter with NaN or infinity in it."""
    for name, parameter in model.named_parameters():
        check_tensor(name, parameter, shapes=[tuple(parameter.shape)], finite=True)


class TimeStep:
    """A flow as a map: one classic Runge-Kutta step of length dt, with the exact Jacobian of that step.

    Args:
        system: a flow with `derivative(u)` and `jacobian(u)`, such as `systems.Lorenz()`.
        dt: the length of a step.
    """

    def __init__(self, system, dt=0.01):
        self.system, self.dt = system, positive_float("dt", dt)

    def step(self, u):
        """The state one step later, (D,)."""
        return runge_kutta_step(self.system, u, self.dt)

    def jacobian(self, u):
        """J[i, j] = d (state after the step)_i / d u_j, (D, D), by the chain rule through the four stages."""
        h, f, Df = self.dt, self.system.derivative, self.system.jacobian
        eye = np.eye(len(u))
        k1, K1 = f(u), Df(u)
        k2, K2 = f(u + 0.5 * h * k1), Df(u + 0.5 * h * k1) @ (eye + 0.5 * h * K1)
        k3, K3 = f(u + 0.5 * h * k2), Df(u + 0.5 * h * k2) @ (eye + 0.5 * h * K2)
        K4 = Df(u + h * k3) @ (eye + h * K3)
        return eye + h / 6 * (K1 + 2 * K2 + 2 * K3 + K4)


def _functions(system):
    """A system's step and Jacobian, as functions of NumPy arrays in float64."""
    if isinstance(system, tuple):
        return system
    if isinstance(system, torch.nn.Module):
        twin = copy.deepcopy(system).double()

        def in_torch(function):
            return lambda z: function(torch.from_numpy(z)).detach().numpy()

        return in_torch(twin), in_torch(twin.jacobian)
    return system.step, system.jacobian


def _tangent_growth(step, jacobian, z1, T, T_trans, k, every, tick):
    """What `engine.tangent_growth` computes, for any map."""
    z = z1.detach().numpy().astype(float)
    Q = engine.first_vectors(len(z), k)
    made = 0
    with np.errstate(all="ignore"):
        for steps in (T_trans, T):
            logs = np.zeros(k)
            for t in range(steps):
                J = np.asarray(jacobian(z), dtype=float)
                if J.shape != (len(z), len(z)):
                    raise ValueError(f"jacobian: expected shape {(len(z), len(z))}, got {J.shape}")
                Q = J @ Q
                z = np.asarray(step(z), dtype=float)
                if not np.isfinite(z).all():
                    return logs, made
                made += 1
                tick(1)
                if (t + 1) % every == 0 or t + 1 == steps:
                    Q, R = np.linalg.qr(Q)
                    logs += np.log(np.abs(np.diag(R)))
    return logs, made


def perturbation_growth(J, v):
    """How a perturbation grows under a series of Jacobians, and where it points in the end.

    Args:
        J: (T, M, M), Jacobians in the order of time.
        v: (M,), the perturbation, of any length but 0.

    Returns:
        (growth, direction): (T,), ln(|J_t ... J_1 v| / |v|); (M,), a unit vector.

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


def product_growth(J):
    """The norm of a Jacobian product, and three numbers that are taken for it, after 1, 2, ... T factors.

    Args:
        J: (T, M, M), Jacobians in the order of time.

    Returns:
        dict of a label to (T,), logarithms in nats: of the product's spectral norm, of the product of the norms, of
        the product of the spectral radii, and of the norm of the product in reversed order.

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.product_growth")
    products = {"norm of the product": lambda P, step: step @ P, "reversed product": lambda P, step: P @ step}
    found = {}
    for label, multiply in products.items():
        P, total, logs = np.eye(J.shape[1]), 0.0, []
        for step in J:
            P = multiply(P, step)
            size = np.linalg.norm(P, 2)
            P, total = P / size, total + np.log(size)
            logs.append(total)
        found[label] = np.array(logs)
    radii = np.abs(np.linalg.eigvals(J)).max(axis=1)
    return {
        "norm of the product": found["norm of the product"],
        "product of the norms": np.cumsum(np.log(np.linalg.norm(J, 2, axis=(1, 2)))),
        "product of the radii": np.cumsum(np.log(radii)),
        "reversed product": found["reversed product"],
    }


@dataclass(frozen=True, repr=False)
class DrivenSpectrum:
    """Exponents of a network driven by a batch of inputs, in nats per step.

    The column of an exponent is the same for all inputs: columns are sorted by their mean, from the largest down, so
    that sorting cannot drive exponents apart that differ by chance only.

    Attributes:
        each: (B, k), the exponents along every input.
        times, trace: (n,) and (n, B, k): the number of steps, and the exponents after as many; the last row is
            `each`. None unless asked for.
    """

    each: np.ndarray
    times: np.ndarray | None = None
    trace: np.ndarray | None = None

    @property
    def mean(self):
        """(k,), the mean over inputs, sorted from the largest to the smallest."""
        return self.each.mean(axis=0)

    @property
    def spread(self):
        """(k,), the standard deviation over inputs (divisor B - 1); NaN for a single input."""
        with np.errstate(all="ignore"):
            return self.each.std(axis=0, ddof=1) if len(self.each) > 1 else np.full(self.each.shape[1], np.nan)

    def __repr__(self):
        return f"<{self.each.shape[1]} exponents along {len(self.each)} inputs>"


@torch.no_grad()
def driven_spectrum(model, s, k=None, every=1, warm_h=0, warm_Q=0, h0=None, trace=False):
    """The Lyapunov exponents of a network driven by inputs, in nats per step, along every input.

    Vogt, Puelma Touzel, Shlizerman & Lajoie, *On Lyapunov exponents for RNNs* (2022), algorithm 1. Q <- J Q with the
    exact Jacobian of every step, Q R = Q at every `every`-th step and after the last one, time averages of ln |R_ii|
    over the steps that count. All inputs are run side by side, in float64.

    Args:
        model: a `models.Driven`, or a torch layer that `models.driven` takes.
        s: (T, B, K), B inputs of T steps.
        k: how many of the largest exponents; all M if None, and then Q starts from the identity.
        every: steps between two orthogonalisations, the paper's T_ON.
        warm_h: steps at the beginning in which the state moves alone.
        warm_Q: steps after them in which the tangent vectors move as well, with a single orthogonalisation at their
            end; their growth does not count.
        h0: (B, D), the states to start from; zero if None.
        trace: whether the exponents after every orthogonalisation are kept.

    Returns:
        A `DrivenSpectrum`. A direction that dies, as with ReLU, has the exponent -inf.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: a number or shape that does not fit, or nothing left after the warm-up.
        DivergedOrbit: a state is no longer finite; the message names the step.
        OverflowError: the tangent vectors overflow between two orthogonalisations.
    """
    refuse_while_judging("lyapunov.driven_spectrum")
    if not isinstance(model, models.Driven):
        model = models.driven(model)
    drive = model.drive(s)
    every = positive_int("every", every)
    warm_h, warm_Q = positive_int("warm_h", warm_h, least=0), positive_int("warm_Q", warm_Q, least=0)
    T, B = len(s) - warm_h - warm_Q, s.shape[1]
    if T < 1 or B < 1:
        raise ValueError(f"s: nothing is left of {tuple(s.shape)} after {warm_h} + {warm_Q} steps of warm-up")
    k = model.M if k is None else positive_int("k", k)
    if k > model.M:
        raise ValueError(f"k: expected at most {model.M}, the number of tangent directions, got {k}")
    state = model.rest(B)
    if h0 is not None:
        check_tensor("h0", h0, shapes=[tuple(state.shape)], finite=True)
        state = h0.detach().to(state)
    # In few directions none may be special: the first unit may have nothing to do with the others.
    start = torch.eye(k, dtype=torch.float64) if k == model.M else torch.from_numpy(engine.first_vectors(model.M, k))
    Q, logs, kept = start.expand(B, -1, -1), torch.zeros(B, k, dtype=torch.float64), []
    for t in range(-warm_h - warm_Q, T):
        state, factors = model.advance(state, drive[t + warm_h + warm_Q])
        if t >= -warm_Q:
            Q = model.times(factors, Q)
        if t == -1 and warm_Q:
            Q = torch.linalg.qr(Q)[0]
        elif t >= 0 and ((t + 1) % every == 0 or t + 1 == T):
            if not torch.isfinite(Q).all():
                _explain_overflow(state, t, every)
            Q, R = torch.linalg.qr(Q)
            logs += R.diagonal(dim1=1, dim2=2).abs().log_()
            if trace:
                kept.append((t + 1, logs / (t + 1)))
    if not torch.isfinite(state).all():
        _explain_overflow(state, T - 1, every)
    order = torch.argsort(logs.mean(dim=0), descending=True)
    times, rows = zip(*kept, strict=True) if trace else (None, None)
    return DrivenSpectrum(
        (logs / T)[:, order].numpy(),
        np.array(times) if trace else None,
        torch.stack(rows)[:, :, order].numpy() if trace else None,
    )


def _explain_overflow(state, t, every):
    if not torch.isfinite(state).all():
        raise DivergedOrbit(f"a state is no longer finite by step {t + 1} after the warm-up: this network runs away")
    raise OverflowError(f"every, warm_Q: tangent vectors overflow float64 by step {t + 1}; orthogonalise more often")


def kaplan_yorke_dimension(spectrum):
    """The Kaplan-Yorke dimension: how many exponents the sum stays positive for, with a fraction.

    Kaplan & Yorke, LNM 730 (1979): D = j + (sum of the j largest) / |exponent j + 1|.

    Args:
        spectrum: (M,), exponents in any unit and any order.

    Returns:
        A float between 0 and M; M if even the sum of all is not negative.

    Raises:
        ValueError: the spectrum is empty or has NaN in it.
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.kaplan_yorke_dimension")
    spectrum = np.sort(np.asarray(spectrum, dtype=float))[::-1]
    if spectrum.ndim != 1 or len(spectrum) == 0 or np.isnan(spectrum).any():
        raise ValueError(f"spectrum: expected at least one exponent and no NaN, got {spectrum}")
    sums = np.cumsum(spectrum)
    if sums[-1] >= 0:
        return float(len(spectrum))
    j = int(np.argmax(sums < 0))  # the sum of the first j is not negative, that of j + 1 is
    return j + (sums[j - 1] / abs(spectrum[j]) if j else 0.0)


def spectral_norm(matrix):
    """The spectral norm, the largest singular value, of a matrix; inf or NaN where its entries are not finite.

    `torch.linalg.matrix_norm(matrix, 2)` raises an error there.

    Args:
        matrix: (I, J).

    Returns:
        A tensor without axes, in the matrix's dtype.

    Raises:
        ValueError: matrix is not a matrix.
    """
    check_tensor("matrix", matrix, shapes=[(None, None)])
    if torch.isfinite(matrix).all():
        return torch.linalg.matrix_norm(matrix, 2)
    return matrix.new_tensor(float("nan") if torch.isnan(matrix).any() else float("inf"))
