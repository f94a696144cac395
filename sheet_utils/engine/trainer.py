"""Compiled training: the loss of a batch with its gradient, and many steps of Adam at once."""

import numpy as np
import torch

from sheet_utils.engine import forcing
from sheet_utils.engine.parameters import flat, named
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import refuse_while_judging

try:
    from sheet_utils.engine import compiling
    from sheet_utils.engine import forced_kernels as kernels
except ImportError:  # numba is optional
    kernels = None


class Trainer:
    """A model's parameters and its Adam state, and what the compiled steps need.

    Args:
        model: the `CustomRNN` to start from; it is changed by `write_back` only.
        data: (T, N), the series; an array of the model's dtype.
        batch_size: B, sequences in a batch.
        length: T_seq, steps in a sequence.
        t_forcing: the forcing interval in steps; None where `run` is given the strength of forcing.
        t_warmup: the number of steps at the beginning that the loss leaves out.
        clip: the largest norm of a gradient; 0 leaves all as they are.

    Attributes:
        parameters, moment, variance: flat vectors, the parameters and the two moments of Adam.
        done: steps made so far.

    Raises:
        ValueError: a forcing interval or a warm-up that cannot be.
    """

    def __init__(self, model, data, batch_size, length, t_forcing=None, t_warmup=0, clip=0.0):
        self.model, self.length, self.clip = model, length, float(clip)
        self.t_forcing, self.t_warmup = forcing.check_forcing(t_forcing, t_warmup, length)
        self.parameters = flat(model)
        dtype = self.parameters.dtype
        self.data = np.ascontiguousarray(data, dtype=dtype)
        self.moment, self.variance = np.zeros_like(self.parameters), np.zeros_like(self.parameters)
        self.done = 0
        self.error = None
        self._layout, self._space = kernels.laid_out(
            model.M, model.L, model.N, length, self.t_warmup, dtype, shifted=True
        )

    def run(self, starts: np.ndarray, rates: np.ndarray, alphas: np.ndarray | None = None) -> tuple[np.ndarray, int]:
        """Make one step of Adam per row of `starts`.

        Args:
            starts: (steps, B) of int64, where the windows begin.
            rates: (steps,) of float64, the learning rates.
            alphas: (steps,), the strengths of generalised teacher forcing; None for sparse teacher forcing.

        Returns:
            (losses, steps made): fewer steps than asked for mean that the next loss was not finite.

        Raises:
            RuntimeError: a student's function is being checked.
            ValueError: there are neither alphas nor a forcing interval.
        """
        refuse_while_judging("engine.Trainer")
        dtype = self.parameters.dtype
        losses = np.zeros(len(starts), dtype=dtype)
        weights = forcing.weights(self.length, self.t_forcing, self.t_warmup, alphas)
        weights = np.ascontiguousarray(np.broadcast_to(weights, (len(starts), self.length)), dtype=dtype)
        adam = kernels.Adam(self.parameters, self.moment, self.variance)
        x, y = self.data, self.data[1:]
        with compiling.announced():
            made = kernels.adam_steps(
                adam, self.done, self._layout, self._space, x, y, starts, weights, rates, self.clip, losses
            )
        self.done += made
        return losses[:made], made

    def restore(self, parameters: np.ndarray, moment: np.ndarray, variance: np.ndarray, done: int) -> None:
        """Go on from an earlier state of training.

        Args:
            parameters, moment, variance: flat vectors, as in the attributes.
            done: the number of steps that were made to get there.
        """
        self.parameters, self.moment, self.variance = (v.copy() for v in (parameters, moment, variance))
        self.done = done

    def write_back(self) -> None:
        """Put the parameters into the model, in place."""
        with torch.no_grad():
            for name, value in named(self.model, self.parameters).items():
                getattr(self.model, name).copy_(value)


def loss_and_gradient(model, x: np.ndarray, y: np.ndarray, alpha: np.ndarray, warmup: int) -> tuple[float, np.ndarray]:
    """What `adjoint.loss_and_gradient` computes, compiled.

    Args:
        model, x, y, alpha, warmup: as there.

    Returns:
        (loss, gradient): a float, and a flat vector, (number of parameters,).
    """
    vector = flat(model)
    T, B, N = x.shape
    layout, space = kernels.laid_out(model.M, model.L, N, T, warmup, vector.dtype, shifted=False)
    # One step of training at a rate of 0, whose gradient stays behind. The sequences lie one after another, as windows.
    x, y = (np.ascontiguousarray(v.swapaxes(0, 1)).reshape(B * T, N) for v in (x, y))
    adam = kernels.Adam(vector, np.zeros_like(vector), np.zeros_like(vector))
    starts, rates, losses = np.arange(B)[None] * T, np.zeros(1), np.zeros(1, vector.dtype)
    alphas = np.ascontiguousarray(alpha[None], dtype=vector.dtype)
    with compiling.announced():
        kernels.adam_steps(adam, 0, layout, space, x, y, starts, alphas, rates, 0.0, losses)
    return float(losses[0]), space.gradient


def prepare() -> None:
    """Compile the kernels of this module, or load them from disk; one compiled kernel trains and gives gradients."""
    series = np.zeros((4, 1), dtype=np.float32)
    trainer = Trainer(CustomRNN(2, 2, 1), series, batch_size=1, length=2, t_forcing=1)
    trainer.run(np.zeros((1, 1), dtype=np.int64), np.ones(1))
