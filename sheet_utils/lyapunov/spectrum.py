"""The Lyapunov spectrum of a map, by orthogonalising tangent vectors along an orbit.

Benettin, Galgani, Giorgilli & Strelcyn, *Lyapunov characteristic exponents for smooth dynamical systems and for
Hamiltonian systems; a method for computing all of them*, Meccanica 15 (1980). The tangent vectors, the columns of Q,
are multiplied by the Jacobian from the left, Q <- J Q, in the order of time. Every few steps a QR
decomposition replaces Q by an orthogonal matrix; R_ii is the factor by which direction i grew since the last one. The
exponents are the time averages of ln R_ii. Everything is computed in float64.
"""

import copy

import numpy as np
import torch

from sheet_utils import engine
from sheet_utils.lyapunov.errors import DivergedOrbit
from sheet_utils.runtime import check_tensor, positive_int, progress, refuse_while_judging


def maximum_lyapunov_exponent(model, z1, T: int, T_trans: int = 1000) -> float:
    """The largest Lyapunov exponent of a map, in nats per step, by re-orthogonalisation at every step.

    Args:
        model: as in `lyapunov_spectrum`.
        z1: (M,), the initial state.
        T: number of steps that count.
        T_trans: steps before them, in which the orbit settles.

    Returns:
        lambda_max in nats per step; divide by dt for nats per unit of time.

    Raises:
        ValueError, DivergedOrbit: as in `lyapunov_spectrum`.
    """
    return float(lyapunov_spectrum(model, z1, T, T_trans, n_exponents=1)[0])


def lyapunov_spectrum(
    system, z1, T: int, T_trans: int = 1000, n_exponents: int | None = None, every: int = 1
) -> np.ndarray:
    """The Lyapunov exponents of a map, in nats per step, sorted from the largest to the smallest.

    Benettin et al. (1980). Time averages of ln R_ii, where Q R is the orthogonalisation of J Q at every `every`-th
    step and after the last one, so that no growth is lost.

    Args:
        system: a `CustomRNN`, or any object with `jacobian(z)` and either `step(z)` or, as torch modules have it, a
            call, such as `TimeStep(Lorenz())`; or a pair (step, jacobian) of functions of NumPy arrays.
            J[i, j] = d z'_i / d z_j.
        z1: (M,), the initial state.
        T: number of steps that count.
        T_trans: steps before them, in which the state settles onto the attractor and the tangent vectors turn.
        n_exponents: k, how many of the largest exponents; all M if None.
        every: steps between two re-orthogonalisations; more is faster, and spoils the smallest exponents first.

    Returns:
        (k,), float64, in nats per step; divide by dt for nats per unit of time.

    Raises:
        ValueError: a length is not positive, or z1 has another shape or is not finite.
        DivergedOrbit: the orbit is no longer finite; the message names the step.
        OverflowError: the tangent vectors overflow between two re-orthogonalisations.
        RuntimeError: a student's function is being checked.
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
            _check_parameters(system)
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


def _check_parameters(model):
    for name, parameter in model.named_parameters():
        check_tensor(name, parameter, shapes=[tuple(parameter.shape)], finite=True)


def _functions(system):
    """A system's step and Jacobian, as functions of NumPy arrays in float64."""
    if isinstance(system, tuple):
        return system
    if isinstance(system, torch.nn.Module):
        if engine.knows(system):
            return engine.in_numpy(system, float)
        twin = copy.deepcopy(system).double()

        def in_torch(function):
            return lambda z: function(torch.from_numpy(z)).detach().numpy()

        return in_torch(twin), in_torch(twin.jacobian)
    return system.step, system.jacobian


def _tangent_growth(step, jacobian, z1, T, T_trans, k, every, tick):
    """What `engine.tangent_growth` computes, for any map."""
    z = z1.detach().numpy().astype(float)
    Q = engine.first_vectors(len(z), k)  # (M, k)
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
                    Q, R = np.linalg.qr(Q)  # (M, k), (k, k)
                    logs += np.log(np.abs(np.diag(R)))
    return logs, made
