"""An LSTM with a linear read-out, trained under sparse forcing through the pseudo-inverse.

The LSTM has no input: it is a map of its own state (h, c), and the data enter only where its state is forced. As in
Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic dynamics with RNNs*, NeurIPS 2022, and in the
authors' code, forcing sets h = B^+ x and c = 0. So a sequence that is forced every t_forcing steps falls apart into
windows of t_forcing steps, and is trained as such, all windows of a batch at once.
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
from sheet_utils.models import ReadOutLSTM
from sheet_utils.runtime import check_tensor, positive_float, positive_int, progress, renamed_keywords


@dataclass(frozen=True)
class LstmSettings:
    """How to train an LSTM.

    Attributes:
        steps: steps of Adam.
        rows: rows of data in one step; they are rows // t_forcing windows of t_forcing steps.
        learning_rate: of Adam at the beginning; it falls to zero along a cosine.
        clip: the largest norm of the gradient; 0 leaves all as they are.
    """

    steps: int = 3000
    rows: int = 800
    learning_rate: float = 1e-2
    clip: float = 0.0


#: The name by which notebooks released before know the settings.
Settings = LstmSettings


def window_loss(model: ReadOutLSTM, x: torch.Tensor, force=None) -> torch.Tensor:
    """The mean squared error on windows that begin with a forced state.

    Args:
        model: the network.
        x: (t_forcing + 1, windows, N); the first row forces, the others are compared with.
        force: a student's function of (h, x, B), shapes (windows, M), (windows, N), (N, M), called with h = 0; None
            is the reference solution.

    Returns:
        The loss, of shape ().
    """
    h, c = model.forced(x[0])  # (windows, M) each
    if force is not None:
        h = force(torch.zeros_like(c), x[0], model.B)
    H, _, _ = model(h, c, len(x) - 1)  # (t_forcing, windows, M)
    return (H @ model.B.T - x[1:]).square().mean()


@renamed_keywords(tau="t_forcing")
def train(
    model: ReadOutLSTM, data: torch.Tensor, t_forcing: int, settings=None, seed: int = 0, force=None, label=None
) -> tuple[np.ndarray, np.ndarray]:
    """Train an LSTM in place with Adam under forcing every t_forcing steps.

    A step whose gradient is not finite is left out.

    Args:
        model: the network.
        data: (T, N), the series.
        t_forcing: the forcing interval, in steps.
        settings: an `LstmSettings`; None takes the defaults.
        seed: of the random windows.
        force: as in `window_loss`.
        label: what stands before the progress bar; None shows none.

    Returns:
        (losses, norms): (steps,) each: the loss, and the norm of the gradient before clipping.

    Raises:
        ValueError: an argument is impossible.
    """
    settings = settings or LstmSettings()
    t_forcing, steps = positive_int("t_forcing", t_forcing), positive_int("steps", settings.steps)
    rate = positive_float("learning_rate", settings.learning_rate)
    check_tensor("data", data, shapes=[(None, model.N)], finite=True)
    if len(data) <= t_forcing:
        raise ValueError(f"data: expected more rows than t_forcing = {t_forcing}, got {len(data)}")
    windows = max(1, settings.rows // t_forcing)
    generator, parameters = np.random.default_rng(seed), list(model.parameters())
    adam = torch.optim.Adam(parameters, lr=rate)
    losses, norms = np.empty((2, steps))
    for step in range(steps) if label is None else progress(range(steps), label=label):
        starts = torch.from_numpy(generator.integers(0, len(data) - t_forcing, size=windows))
        x = data[starts + torch.arange(t_forcing + 1)[:, None]]  # (t_forcing + 1, windows, N)
        adam.param_groups[0]["lr"] = 0.5 * rate * (1 + math.cos(math.pi * step / steps))
        adam.zero_grad()
        loss = window_loss(model, x, force)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(parameters, settings.clip or math.inf)
        if torch.isfinite(norm):
            adam.step()
        losses[step], norms[step] = float(loss.detach()), float(norm)
    return losses, norms


@renamed_keywords(steps="T", skip="T_trans")
@torch.no_grad()
def generate(model: ReadOutLSTM, x: torch.Tensor, T: int, T_trans: int = 0) -> np.ndarray:
    """Let a model run freely from states forced by x.

    Args:
        model: the network.
        x: (starts, N), observations to start from.
        T: rows that are kept of every run.
        T_trans: rows before them that are dropped.

    Returns:
        (starts, T, N).

    Raises:
        ValueError: an argument is impossible.
    """
    check_tensor("x", x, shapes=[(None, model.N)], finite=True)
    T, T_trans = positive_int("T", T), positive_int("T_trans", T_trans, least=0)
    H, _, _ = model(*model.forced(x), T_trans + T)  # (T_trans + T, starts, M)
    return (H[T_trans:] @ model.B.T).transpose(0, 1).numpy()
