"""The Lyapunov spectrum of a network driven by inputs, along every input of a batch.

Vogt, Puelma Touzel, Shlizerman & Lajoie, *On Lyapunov exponents for RNNs: understanding information propagation using
dynamical systems tools*, Front. Appl. Math. Stat. 8 (2022), algorithm 1. As for autonomous maps Q <- J Q, with the
exact Jacobian of every step at that step's input, and Q R = Q every so many steps. All inputs run side by side, in
float64.
"""

from dataclasses import dataclass

import numpy as np
import torch

from sheet_utils import engine, models
from sheet_utils.lyapunov.errors import DivergedOrbit
from sheet_utils.runtime import check_tensor, positive_int, refuse_while_judging, renamed_keywords


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
    def mean(self) -> np.ndarray:
        """(k,), the mean over inputs, sorted from the largest to the smallest."""
        return self.each.mean(axis=0)

    @property
    def spread(self) -> np.ndarray:
        """(k,), the standard deviation over inputs (divisor B - 1); NaN for a single input."""
        with np.errstate(all="ignore"):
            return self.each.std(axis=0, ddof=1) if len(self.each) > 1 else np.full(self.each.shape[1], np.nan)

    def __repr__(self):
        return f"<{self.each.shape[1]} exponents along {len(self.each)} inputs>"


@renamed_keywords(k="n_exponents", warm_h="T_trans", warm_Q="T_trans_Q", h0="z1")
@torch.no_grad()
def driven_spectrum(
    model,
    s: torch.Tensor,
    n_exponents: int | None = None,
    every: int = 1,
    T_trans: int = 0,
    T_trans_Q: int = 0,
    z1: torch.Tensor | None = None,
    trace: bool = False,
) -> DrivenSpectrum:
    """The Lyapunov exponents of a network driven by inputs, in nats per step, along every input.

    Vogt et al. (2022), algorithm 1: time averages of ln |R_ii| over the T steps that count, with an orthogonalisation
    at every `every`-th step and after the last one.

    Args:
        model: a `models.Driven`, or a torch layer that `models.driven` takes.
        s: (T_trans + T_trans_Q + T, B, K), B inputs.
        n_exponents: k, how many of the largest exponents; all M if None, and then Q starts from the identity.
        every: steps between two orthogonalisations, the paper's T_ON.
        T_trans: steps at the beginning in which the state settles alone.
        T_trans_Q: steps after them in which the tangent vectors turn as well, with a single orthogonalisation at
            their end; their growth does not count.
        z1: (B, D), the initial states; zero if None.
        trace: whether the exponents after every orthogonalisation are kept.

    Returns:
        A `DrivenSpectrum`. A direction that dies, as with ReLU, has the exponent -inf.

    Raises:
        ValueError: a number or shape does not fit, or nothing is left after the transient.
        DivergedOrbit: a state is no longer finite; the message names the step.
        OverflowError: the tangent vectors overflow between two orthogonalisations.
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("lyapunov.driven_spectrum")
    if not isinstance(model, models.Driven):
        model = models.driven(model)
    currents = model.input_current(s)  # (T_trans + T_trans_Q + T, B, G H)
    every = positive_int("every", every)
    T_trans, T_trans_Q = positive_int("T_trans", T_trans, least=0), positive_int("T_trans_Q", T_trans_Q, least=0)
    T, B = len(s) - T_trans - T_trans_Q, s.shape[1]
    if T < 1 or B < 1:
        raise ValueError(f"s: nothing is left of {tuple(s.shape)} after a transient of {T_trans} + {T_trans_Q} steps")
    k = model.M if n_exponents is None else positive_int("n_exponents", n_exponents)
    if k > model.M:
        raise ValueError(f"n_exponents: expected at most {model.M}, the number of tangent directions, got {k}")
    z = model.initial_state(B)  # (B, D)
    if z1 is not None:
        check_tensor("z1", z1, shapes=[tuple(z.shape)], finite=True)
        z = z1.detach().to(z)
    # In few directions none may be special: the first unit may have nothing to do with the others.
    start = torch.eye(k, dtype=torch.float64) if k == model.M else torch.from_numpy(engine.first_vectors(model.M, k))
    Q, logs, rows = start.expand(B, -1, -1), torch.zeros(B, k, dtype=torch.float64), []  # Q: (B, M, k)
    for t in range(-T_trans - T_trans_Q, T):
        z, factors = model.advance(z, currents[t + T_trans + T_trans_Q])
        if t >= -T_trans_Q:
            Q = model.jvp(factors, Q)
        if t == -1 and T_trans_Q:
            Q, _ = _orthogonalised(Q)
        elif t >= 0 and ((t + 1) % every == 0 or t + 1 == T):
            Q, growth = _orthogonalised(Q)
            # NaN, or infinite; a direction that has died, -inf, is neither.
            if not growth.sum() < torch.inf:
                _explain_overflow(z, t, every)
            logs += growth
            if trace:
                rows.append((t + 1, logs / (t + 1)))
    if not torch.isfinite(z).all():
        _explain_overflow(z, T - 1, every)
    order = torch.argsort(logs.mean(dim=0), descending=True)  # (k,)
    each = (logs / T)[:, order].numpy()
    if not trace:
        return DrivenSpectrum(each)
    times, estimates = zip(*rows, strict=True)
    return DrivenSpectrum(each, np.array(times), torch.stack(estimates)[:, :, order].numpy())


def _orthogonalised(Q):
    """Orthonormal vectors that span the same, (B, M, k), and ln |R_ii|, (B, k).

    LAPACK's two routines by themselves: `torch.linalg.qr` would also clear and copy the whole of R.
    """
    reflectors, scales = torch.geqrf(Q)
    growth = reflectors.diagonal(dim1=1, dim2=2).abs().log_()
    return torch.linalg.householder_product(reflectors, scales), growth


def _explain_overflow(z, t, every):
    if not torch.isfinite(z).all():
        raise DivergedOrbit(f"a state is no longer finite by step {t + 1} after the transient: this network runs away")
    raise OverflowError(f"every, T_trans_Q: tangent vectors overflow float64 by step {t + 1}; orthogonalise more often")
