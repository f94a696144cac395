"""An LSTM with a linear read-out, trained under sparse forcing through the pseudo-inverse.

The LSTM has no input: it is a map of its own state (h, c), and the data enter only where its state is forced. As in
Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic dynamics with RNNs*, NeurIPS 2022, and in the
authors' code, forcing sets h = B^+ x and c = 0. So a sequence that is forced every tau steps falls apart into windows
of tau steps, and is trained as such, all windows of a batch at once.
"""

import contextlib
import math
import warnings
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from sheet_utils.runtime import check_tensor, data_path, positive_float, positive_int, progress


class ReadOutLSTM(nn.Module):
    """An LSTM without input whose hidden state is read out linearly: x = B h.

    Args:
        latent_dim: M, the number of units.
        output_dim: N <= M, the number of observed variables.

    Attributes:
        M, N: the two dimensions.
        lstm: torch's LSTM; its only input is the constant 0.
        B: (N, M), the read-out.

    Raises:
        ValueError: a dimension is below 1, or N > M.
    """

    def __init__(self, latent_dim, output_dim):
        super().__init__()
        self.M, self.N = positive_int("latent_dim", latent_dim), positive_int("output_dim", output_dim)
        if self.N > self.M:
            raise ValueError(f"output_dim: N = {self.N} variables cannot be read out of M = {self.M} units")
        self.lstm = nn.LSTM(1, self.M)
        self.B = nn.Parameter(torch.empty(self.N, self.M).uniform_(-(self.M**-0.5), self.M**-0.5))

    def forward(self, h, c, steps):
        """Run freely: states (windows, M) -> (h of every step, (steps, windows, M); the last h; the last c)."""
        zero = torch.zeros(steps, len(h), 1)
        with _quiet():
            H, (h, c) = self.lstm(zero, (h[None], c[None]))
        return H, h[0], c[0]

    def forced(self, x):
        """The state that observations x of shape (windows, N) force: h = B^+ x, c = 0."""
        h = x @ torch.linalg.pinv(self.B).T
        return h, torch.zeros_like(h)


@contextlib.contextmanager
def _quiet():
    """Without a warning of torch 2 about a kind of card that nobody here has."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="TF32 acceleration")
        yield


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


# --- What `python data/make_lstm_sweep.py` has made. ------------------------------------------------


def load_flow():
    """The Lorenz system's three variables, standardised, 0.01 apart: tensors train (20 000, 3) and test (100 000, 3).

    The test series is 20 runs of 5000 rows, one after the other.
    """
    with np.load(data_path("lorenz_flow.npz")) as stored:
        return torch.from_numpy(stored["train"]), torch.from_numpy(stored["test"])


def load_model(name):
    """A trained model of the first seed: "tau5", "tau10", ... "tau200", or "clipped".

    Raises:
        KeyError: there is none of that name.
    """
    with np.load(data_path("lstm_models.npz")) as stored:
        state = {key.partition(".")[2]: torch.from_numpy(stored[key]) for key in stored if key.startswith(f"{name}.")}
    if not state:
        raise KeyError(f"there is no model {name!r} in data/lstm_models.npz")
    model = ReadOutLSTM(state["B"].shape[1], state["B"].shape[0])
    model.load_state_dict(state)
    return model


def load_sweep():
    """The sweep over the forcing interval: a dict of (models,) arrays tau, clip, seed, d_stsp, d_h, loss, gradient."""
    table = np.genfromtxt(data_path("lstm_sweep.csv"), delimiter=",", names=True)
    return {name: table[name] for name in table.dtype.names}
