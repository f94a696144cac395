"""An LSTM with a linear read-out, trained under sparse forcing through the pseudo-inverse.

The LSTM has no input: it is a map of its own state (h, c), and the data enter only where its state is forced. As in
Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic dynamics with RNNs*, NeurIPS 2022, and in the
authors' code, forcing sets h = B^+ x and c = 0. So a sequence that is forced every tau steps falls apart into windows
of tau steps, and is trained as such, all windows of a batch at once.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

# Notebooks know the model and the loaders, which are in `models` and `datasets`, under this module's name.
from sheet_utils.datasets import load_flow  # noqa: F401
from sheet_utils.datasets import load_lstm as load_model  # noqa: F401
from sheet_utils.datasets import load_lstm_sweep as load_sweep  # noqa: F401
from sheet_utils.models import ReadOutLSTM  # noqa: F401
from sheet_utils.runtime import check_tensor, positive_float, positive_int, progress


@dataclass(frozen=True)
class Settings:
    """How to train.

    Attributes:
        steps: steps of Adam.
        rows: rows of data in one step; they are rows // tau windows of tau steps.
        learning_rate: of Adam at the beginning; it falls to zero along a cosine.
        clip: the largest norm of the gradient; 0 leaves all as they are.
    """

    steps: int = 3000
    rows: int = 800
    learning_rate: float = 1e-2
    clip: float = 0.0


def window_loss(model, x, force=None):
    """The mean squared error on windows that begin with a forced state.

    Args:
        model: a `ReadOutLSTM`.
        x: (tau + 1, windows, N); the first row forces, the others are compared with.
        force: a student's function of (h, x, B), shapes (windows, M), (windows, N), (N, M), called with h = 0; None
            is the course's own.

    Returns:
        One number, a tensor.
    """
    h, c = model.forced(x[0])
    if force is not None:
        h = force(torch.zeros_like(c), x[0], model.B)
    H, _, _ = model(h, c, len(x) - 1)
    return (H @ model.B.T - x[1:]).square().mean()


def train(model, data, tau, settings=None, seed=0, force=None, label=None):
    """Train an LSTM in place with Adam under forcing every tau steps.

    A step whose gradient is not finite is left out.

    Args:
        model: a `ReadOutLSTM`.
        data: (T, N), the series.
        tau: the forcing interval, in steps.
        settings: a `Settings`; None takes the defaults.
        seed: of the random windows.
        force: as in `window_loss`.
        label: what stands before the progress bar; None shows none.

    Returns:
        (losses, norms): (steps,) each, in NumPy: the loss, and the norm of the gradient before clipping.

    Raises:
        ValueError: an argument that cannot be.
    """
    settings = settings or Settings()
    tau, steps = positive_int("tau", tau), positive_int("steps", settings.steps)
    rate = positive_float("learning_rate", settings.learning_rate)
    check_tensor("data", data, shapes=[(None, model.N)], finite=True)
    if len(data) <= tau:
        raise ValueError(f"data: expected more rows than tau = {tau}, got {len(data)}")
    windows = max(1, settings.rows // tau)
    generator, parameters = np.random.default_rng(seed), list(model.parameters())
    adam = torch.optim.Adam(parameters, lr=rate)
    losses, norms = np.empty((2, steps))
    for step in range(steps) if label is None else progress(range(steps), label=label):
        starts = torch.from_numpy(generator.integers(0, len(data) - tau, size=windows))
        x = data[starts + torch.arange(tau + 1)[:, None]]
        adam.param_groups[0]["lr"] = 0.5 * rate * (1 + math.cos(math.pi * step / steps))
        adam.zero_grad()
        loss = window_loss(model, x, force)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(parameters, settings.clip or math.inf)
        if torch.isfinite(norm):
            adam.step()
        losses[step], norms[step] = float(loss.detach()), float(norm)
    return losses, norms


@torch.no_grad()
def generate(model, x, steps, skip=0):
    """Let a model run freely from states forced by x.

    Args:
        model: a `ReadOutLSTM`.
        x: (starts, N), observations to start from.
        steps: rows that are kept of every run.
        skip: rows before them that are dropped.

    Returns:
        (starts, steps, N), in NumPy.

    Raises:
        ValueError: an argument that cannot be.
    """
    check_tensor("x", x, shapes=[(None, model.N)], finite=True)
    steps, skip = positive_int("steps", steps), positive_int("skip", skip, least=0)
    H, _, _ = model(*model.forced(x), skip + steps)
    return (H[skip:] @ model.B.T).transpose(0, 1).numpy()
