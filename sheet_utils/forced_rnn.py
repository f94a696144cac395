"""Networks with a read-out, trained under sparse forcing, and what their free runs do.

A network has no input: it is a map of its own state (h, c), and the data enter only where its state is forced. There
are two ways to force it. *Replace* is that of Mikhaeil, Monfared & Durstewitz, *On the difficulty of learning chaotic
dynamics with RNNs*, NeurIPS 2022, and of the authors' code: h = B^+ x and c = 0, so that nothing of the old state is
left. *Reset* takes the state nearest to h whose read-out is x, and leaves c alone.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch

# Notebooks know the loaders, which are in `datasets`, under this module's name.
from sheet_utils.datasets import load_flow, load_forced_network, load_forcing_sweep  # noqa: F401
from sheet_utils.models import ReadOutRNN
from sheet_utils.runtime import check_tensor, positive_float, positive_int, progress, refuse_while_judging

#: The shortest sequence in which a network that is reset is trained: its memory has to reach over several resets.
SHORTEST = 60


@dataclass(frozen=True)
class ForcingSettings:
    """How to train a network.

    Attributes:
        steps: steps of Adam.
        rows: rows of data in one step.
        learning_rate: of Adam at the beginning; it falls to zero along a cosine.
        clip: the largest norm of the gradient; 0 leaves all as they are.
        keep: whether a forcing leaves alone what the read-out does not see ("reset") or not ("replace").
    """

    steps: int = 3000
    rows: int = 800
    learning_rate: float = 1e-2
    clip: float = 0.0
    keep: bool = False


def forced_states(model: ReadOutRNN, x: torch.Tensor, t_forcing: int, keep: bool, force=None) -> torch.Tensor:
    """Run a network beside data, forced at the steps 0, t_forcing, 2 t_forcing, ...

    Args:
        model: the network.
        x: (T, ..., W, N), observations of W sequences; row t may force the step from t.
        t_forcing: steps between two forcings.
        keep: as in `ForcingSettings`.
        force: a function of (h, x, B) that returns the forced h; None is the nearest state whose read-out is x. It is
            called with h = 0 where nothing is kept.

    Returns:
        (T, ..., W, M): h after each step.
    """
    inverse = torch.linalg.pinv(model.B)
    force = force or (lambda h, x, B: h + (x - h @ B.mT) @ inverse.mT)
    h = c = zero = x.new_zeros(*x.shape[1:-1], model.M)
    states = []
    for t in range(len(x)):
        if t % t_forcing == 0:
            h, c = (force(h, x[t], model.B), c) if keep else (force(zero, x[t], model.B), zero)
        h, c = model(h, c)
        states.append(h)
    return torch.stack(states)


def train(
    model: ReadOutRNN, data: torch.Tensor, t_forcing: int, settings=None, seed: int = 0, force=None, label=None
) -> tuple[np.ndarray, np.ndarray]:
    """Train a network in place with Adam under forcing every t_forcing steps.

    A sequence is as long as the interval where a forcing leaves nothing of the state, since it would fall apart into
    such pieces, and otherwise two intervals long, at least `SHORTEST` steps. A step whose gradient is not finite is
    left out. Copies are trained side by side on the same rows.

    Args:
        model: the network.
        data: (T, N), the series.
        t_forcing: the forcing interval, in steps.
        settings: a `ForcingSettings`; None takes the defaults.
        seed: of the random sequences.
        force: as in `forced_states`.
        label: what stands before the progress bar; None shows none.

    Returns:
        (losses, norms): (steps,) each, or (steps, K) with copies: the loss, and the norm of the gradient before
        clipping.

    Raises:
        ValueError: an argument is impossible.
    """
    settings = settings or ForcingSettings()
    t_forcing, steps = positive_int("t_forcing", t_forcing), positive_int("steps", settings.steps)
    rate = positive_float("learning_rate", settings.learning_rate)
    check_tensor("data", data, shapes=[(None, model.N)], finite=True)
    length = max(SHORTEST, 2 * t_forcing) if settings.keep else t_forcing
    if len(data) <= length:
        raise ValueError(f"data: expected more than {length} rows for t_forcing = {t_forcing}, got {len(data)}")
    sequences, copies = max(1, settings.rows // length), model.B.shape[:-2]
    generator, parameters = np.random.default_rng(seed), list(model.parameters())
    adam = torch.optim.Adam(parameters, lr=rate)
    losses, norms = np.empty((2, steps, *copies))
    for step in range(steps) if label is None else progress(range(steps), label=label):
        starts = torch.from_numpy(generator.integers(0, len(data) - length, size=sequences))
        x = data[starts + torch.arange(length + 1)[:, None]]  # (length + 1, sequences, N)
        x = x.reshape(length + 1, *[1] * len(copies), sequences, model.N).expand(-1, *copies, -1, -1)
        adam.param_groups[0]["lr"] = 0.5 * rate * (1 + math.cos(math.pi * step / steps))
        adam.zero_grad()
        predicted = model.read_out(forced_states(model, x[:-1], t_forcing, settings.keep, force))
        loss = (predicted - x[1:]).square().mean(dim=(0, -2, -1))
        loss.sum().backward()
        norm = sum(p.grad.flatten(len(copies)).square().sum(dim=-1) for p in parameters).sqrt()
        shrink = (
            torch.where(norm > settings.clip, settings.clip / norm, 1.0) if settings.clip else torch.ones_like(norm)
        )
        for p in parameters:
            scale = shrink.reshape(*copies, *[1] * (p.ndim - len(copies)))
            p.grad = torch.where(torch.isfinite(norm).reshape(scale.shape), p.grad * scale, 0.0)
        adam.step()
        losses[step], norms[step] = loss.detach().numpy(), norm.numpy()
    return losses, norms


@torch.no_grad()
def generate(model: ReadOutRNN, x: torch.Tensor, T: int, T_trans: int = 0) -> np.ndarray:
    """Let a network run freely from states forced by x.

    Args:
        model: the network.
        x: (starts, N), observations to start from.
        T: rows that are kept of every run.
        T_trans: rows before them that are dropped.

    Returns:
        (starts, T, N); with copies, (K, starts, T, N).

    Raises:
        ValueError: an argument is impossible.
    """
    check_tensor("x", x, shapes=[(None, model.N)], finite=True)
    T, T_trans = positive_int("T", T), positive_int("T_trans", T_trans, least=0)
    h = x @ torch.linalg.pinv(model.B).mT
    c, rows = torch.zeros_like(h), []
    for t in range(T_trans + T):
        h, c = model(h, c)
        if t >= T_trans:
            rows.append(model.read_out(h))
    return torch.stack(rows, dim=-2).numpy()


@torch.no_grad()
def largest_exponent(model: ReadOutRNN, x: torch.Tensor, T: int, T_trans: int = 1000) -> np.ndarray:
    """The largest Lyapunov exponent of free runs, of h and c together.

    Args:
        model: the network.
        x: (starts, N), observations that force the first states.
        T: steps that count.
        T_trans: steps before them.

    Returns:
        (starts,), nats per step; with copies, (K, starts).

    Raises:
        RuntimeError: a student's function is being checked.
    """
    refuse_while_judging("forced_rnn.largest_exponent")
    T, T_trans = positive_int("T", T), positive_int("T_trans", T_trans, least=0)
    h = x @ torch.linalg.pinv(model.B).mT
    c = torch.zeros_like(h)
    for _ in range(T_trans):
        h, c = model(h, c)
    generator = torch.Generator().manual_seed(0)
    tangent = [torch.randn(h.shape, generator=generator), torch.randn(h.shape, generator=generator)]
    if model.kind == "vanilla":
        tangent[1].zero_()  # c is handed on as it is, which would count as an exponent of 0
    logs = torch.zeros(h.shape[:-1], dtype=torch.float64)
    for t in range(T + 1):
        size = (tangent[0].square().sum(-1) + tangent[1].square().sum(-1)).sqrt()  # (..., starts)
        tangent = tuple(part / size[..., None] for part in tangent)
        if t > 0:
            logs += size.double().log()
        if t < T:
            h, c, tangent = _pushed(model, h, c, tangent)
    return (logs / T).numpy()


def _pushed(model, h, c, tangent):
    """A step of a state together with a small change (dh, dc) of it."""
    dh, dc = tangent
    drive, change = h @ model.W.mT + model.b.unsqueeze(-2), dh @ model.W.mT
    if model.kind == "vanilla":
        h = torch.tanh(drive)
        return h, c, ((1 - h**2) * change, dc)
    i, f, g, o = drive.chunk(4, dim=-1)
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    di, df, dg, do = change.chunk(4, dim=-1)
    dc = f * dc + c * f * (1 - f) * df + i * (1 - g**2) * dg + g * i * (1 - i) * di
    c = f * c + i * g
    out = torch.tanh(c)
    return o * out, c, (out * o * (1 - o) * do + o * (1 - out**2) * dc, dc)


def gradient_norm(model: ReadOutRNN, x: torch.Tensor) -> float:
    """The norm of the gradient of the last loss after a free run.

    Args:
        model: the network; its gradients are overwritten.
        x: (T + 1, W, N), observations: the first row forces, the last one is compared with.

    Returns:
        The norm over all parameters of the gradient of the mean squared error of the last step.
    """
    T = len(x) - 1
    predicted = model.read_out(forced_states(model, x[:-1], T, keep=False)[-1])
    loss = (predicted - x[-1]).square().mean()
    gradients = torch.autograd.grad(loss, list(model.parameters()))
    return float(sum(gradient.square().sum() for gradient in gradients).sqrt())


@torch.no_grad()
def errors_since_forcing(model: ReadOutRNN, x: torch.Tensor, steps: int, t_forcing: int, keep: bool) -> np.ndarray:
    """How far free runs are from data after the network has been forced for a while.

    Args:
        model: the network.
        x: (T, W, N), W stretches of a series. In the first T - steps - 1 rows the network is forced every `t_forcing`
            steps, the last time at the row T - steps - 1, and then it runs freely.
        steps: the length of the free run.
        t_forcing: the forcing interval.
        keep: as in `ForcingSettings`.

    Returns:
        (steps,), root mean square errors 1, 2, ... steps after the last forcing, over all stretches.
    """
    before = (len(x) - steps - 1) // t_forcing * t_forcing
    x = x[len(x) - steps - 1 - before :]
    inverse = torch.linalg.pinv(model.B)
    h = c = torch.zeros(x.shape[1], model.M)
    errors = []
    for t in range(len(x) - 1):
        if t <= before and t % t_forcing == 0:
            h, c = (h, c) if keep else (torch.zeros_like(h), torch.zeros_like(c))
            h = h + (x[t] - model.read_out(h)) @ inverse.mT
        h, c = model(h, c)
        if t >= before:
            errors.append((model.read_out(h) - x[t + 1]).square().mean().sqrt())
    return torch.stack(errors).numpy()
