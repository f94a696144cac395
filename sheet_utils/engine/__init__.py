"""Compiled training, orbits and tangent dynamics for `CustomRNN`; it works without numba, slower.

    parameters      a model's parameters as one flat vector
    forcing         sparse and generalised teacher forcing as a weight per step
    trainer         losses, gradients and steps of Adam     over forced_kernels
    orbits          orbits and tangent vectors              over tangent_kernels
    adjoint         the forced loss and its gradient in NumPy, for where there is no numba
    registers, compiling    what the kernels are made of, and how they are compiled and kept

Everything the exercises ask for is refused while a student's function is checked: the engine is no answer key.
"""

import numpy as np
import torch

from sheet_utils import readiness
from sheet_utils.engine import adjoint, forcing, orbits, trainer
from sheet_utils.engine.forcing import check_alpha, check_forcing
from sheet_utils.engine.orbits import first_vectors, in_numpy, tangent_growth
from sheet_utils.engine.parameters import PARAMETERS, flat, named
from sheet_utils.engine.trainer import Trainer
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, positive_int, refuse_while_judging

#: Whether the compiled kernels can be used.
AVAILABLE = trainer.kernels is not None


def supports(model) -> bool:
    """Whether the kernels can be used, and know this model.

    Args:
        model: any module.
    """
    return AVAILABLE and knows(model)


def knows(model) -> bool:
    """Whether the equations here are this model's: a `CustomRNN` on the CPU in float32 or float64, all of one type.

    Args:
        model: any module.
    """
    # An exact type: a subclass may have another forward.
    return (
        type(model) is CustomRNN
        and all(p.device.type == "cpu" and p.dtype == model.A.dtype for p in model.parameters())
        and model.A.dtype in (torch.float32, torch.float64)
    )


def prepare() -> None:
    """Compile the kernels, or load them from disk; the bar of a notebook's first cell says so."""
    if not AVAILABLE:
        print("numba is not installed: everything runs, slower.")
        return
    trainer.compiling.announce_no_more()
    readiness.step(readiness.ENGINE, "loading the engine; the first time it is compiled, about 10 s")
    follow = "from sheet_utils.engine import orbits; orbits.prepare()"
    with trainer.compiling.beside(orbits.kernels.tangent_orbit, follow):
        trainer.prepare()
    orbits.prepare()


def loss_and_grads(model, x, y, t_forcing=None, t_warmup=0, alpha=None) -> tuple[float, dict[str, torch.Tensor]]:
    """The loss of one batch under sparse or generalised teacher forcing, and its exact gradient.

    The loss is the mean of (z_{t+1, n} - y_{t, n})^2 over steps, sequences and the N units that are read out, without
    the steps of the warm-up; `forcing.weights` says how every step is forced, and cites the papers.

    Args:
        model: a `CustomRNN`.
        x, y: (T, B, N), inputs and targets.
        t_forcing: the forcing interval in steps; ignored where alpha is given.
        t_warmup: steps at the beginning that the loss leaves out; sparse forcing replaces at each of them.
        alpha: the strength of generalised teacher forcing, from 0 to 1; None for sparse teacher forcing.

    Returns:
        (loss, gradients): a float, and a dict of tensors by parameter name, in the shapes of the parameters.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: shapes that do not fit, or a forcing that cannot be.
    """
    refuse_while_judging("engine.loss_and_grads")
    check_tensor("x", x, shapes=[(None, None, model.N)])
    check_tensor("y", y, shapes=[tuple(x.shape)])
    if alpha is not None:
        alpha = check_alpha("alpha", alpha)
    weights = forcing.weights(len(x), t_forcing, t_warmup, alpha)
    x, y = (np.ascontiguousarray(v.detach().numpy(), dtype=flat(model).dtype) for v in (x, y))
    compute = trainer.loss_and_gradient if supports(model) else adjoint.loss_and_gradient
    loss, gradient = compute(model, x, y, weights, int(t_warmup))
    return loss, named(model, gradient)


@torch.no_grad()
def generate_orbit(model, z1, T) -> torch.Tensor:
    """Iterate the map freely: row t is F applied t + 1 times to z1.

    Args:
        model: a `CustomRNN`, or any module that maps (M,) to (M,).
        z1: (M,), the state to start from; it is not part of the result.
        T: number of steps.

    Returns:
        (T, M), in the model's dtype. An orbit that runs away ends in inf or NaN, as it does in torch.

    Raises:
        RuntimeError: a student's function is being checked.
        ValueError: T < 1, or z1 has another shape or is not finite.
    """
    refuse_while_judging("engine.generate_orbit")
    T = positive_int("T", T)
    shape = (model.M,) if hasattr(model, "M") else (None,)
    check_tensor("z1", z1, shapes=[shape], finite=True)
    parameter = next(model.parameters(), z1)
    z = z1.detach().to(parameter.dtype)
    if supports(model):
        return torch.from_numpy(orbits.orbit(model, z.numpy(), T))
    orbit = torch.empty(T, len(z), dtype=z.dtype)
    if knows(model):
        z, rows = z.numpy(), orbit.numpy()
        step, _ = in_numpy(model, rows.dtype)
        with np.errstate(all="ignore"):
            for t in range(T):
                rows[t] = z = step(z)
        return orbit
    for t in range(T):
        orbit[t] = z = model(z)
    return orbit
