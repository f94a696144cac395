"""The probes of sheet 10: small models and inputs on which every named mistake does something else.

All sizes differ within a probe, so that no two axes can be mistaken for each other, and numbers have few digits, so
that they are the same on every machine. The hidden probes are of the same kind, from other seeds and sizes.
"""

import numpy as np
import torch

from authoring.probes.parts import exercise, label
from sheet_utils.checks.exercise import Exercise, Probe, Result
from sheet_utils.datasets import DataError, load_lorenz, load_pretrained, window
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import seed_everything
from sheet_utils.training import train

# What the notebooks import before the exercises, as far as an answer may use it.
PRELUDE = """
import math
import torch
from torch.autograd.functional import jacobian
from sheet_utils.lyapunov import spectral_norm
from sheet_utils.runtime import progress
"""

NOTEBOOKS = {
    "1_sparse_teacher_forcing": ["stf-forward", "stf-loss"],
    "2_lyapunov_exponent": ["naive-lyapunov", "relative-error"],
    "3_single_variable": ["warmup-forward", "warmup-loss"],
}

STATES = ["t={}", "b={}", "unit {}"]


def exercises(hidden, draw=0) -> list[Exercise]:
    """The exercises with their probes, without their answers.

    Args:
        hidden: whether the probes are the tutors' or the students'.
        draw: which draw of the random ones; 0 is the one in use, others serve to try tolerances on.

    Returns:
        A list of `Exercise`.
    """
    seed = (2000 if hidden else 1000) + 10_000 * draw
    return [
        _stf_forward(hidden, seed),
        _stf_loss(hidden, seed + 100),
        _naive_lyapunov(hidden, seed + 200),
        _relative_error(hidden, draw),
        _warmup_forward(hidden, seed + 300),
        _warmup_loss(hidden, seed + 400),
    ]


def pictures() -> dict[str, dict]:
    """The inputs of the pictures: a dict of arguments by exercise; empty while `data/` is not made."""
    try:
        model, data = load_pretrained(), load_lorenz()
    except DataError:
        return {}
    x, _ = window(data, start=2000, length=160)
    # A network early in its training strays visibly between two forcings; a trained one hides on the dots.
    seed_everything(0)
    young = CustomRNN(model.M, model.L, model.N)
    train(young, data, steps=60, progress=False)
    # The same network with one unit observed: its first three units are one series at three times.
    single = CustomRNN(model.M, model.L, 1)
    single.load_state_dict(model.state_dict())
    z1 = torch.cat([x[0, 0], torch.zeros(model.M - model.N)])
    for _ in range(1000):
        z1 = model(z1).detach()
    return {
        "stf-forward": {"model": young, "x": x, "t_forcing": 16},
        # Long enough for float32 to overflow at the Lorenz system's exponent, near step 9800.
        "naive-lyapunov": {"model": model, "z1": z1, "T": 11_000},
        "warmup-forward": {"model": single, "x": x[:, :, :1].contiguous(), "t_forcing": 16, "t_warmup": 32},
    }


def _array(rng, *shape, scale=1.0):
    return torch.from_numpy(np.round(rng.uniform(-scale, scale, shape), 2).astype(np.float32))


def _model(rng, M, L, N):
    """A network of weights large enough for its rectified units to switch and its Jacobians not to commute."""
    model = CustomRNN(M, L, N)
    sizes = {"A": 0.9, "W1": 0.6, "W2": 0.9, "h1": 0.4, "h2": 0.5}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(_array(rng, *parameter.shape, scale=sizes[name]))
    return model


def _stf_forward(hidden, seed):
    # The first probe is the one a student reads about most: several forcings, and free steps between them.
    sizes = [(8, 3, 5, 2, 3), (5, 2, 4, 3, 2), (18, 2, 3, 1, 20), (3, 2, 4, 4, 1)]
    if hidden:
        sizes = [(9, 2, 6, 3, 4), (7, 4, 5, 2, 2), (19, 3, 2, 1, 25), (4, 3, 5, 5, 1)]
    probes = []
    for offset, (T, B, M, N, tau) in enumerate(sizes):
        rng = np.random.default_rng(seed + offset)
        args = (_model(rng, M, M + 1, N), _array(rng, T, B, N, scale=2), tau)
        title = label(T=T, B=B, M=M, N=N, t_forcing=tau)
        names = ["model", "x", "t_forcing"]
        probes.append(Probe(title, names, args, gradient=True, cotangent=_array(rng, T, B, M)))
    return exercise("stf-forward", "process_sequence_using_STF", [Result("Z", "(T, B, M)", STATES)], probes)


def _loss(name, function, forward, extra, sizes, seed):
    """An exercise on a loss, asked with the forward run given, and with the student's own."""
    probes = []
    for offset, (T, B, M, N, *numbers) in enumerate(sizes):
        rng = np.random.default_rng(seed + offset)
        warmup = numbers[1] if len(numbers) > 1 else 0
        model, x, y = _model(rng, M, M + 1, N), _array(rng, T, B, N, scale=2), _array(rng, T, B, N, scale=2)
        states = _array(rng, T - warmup, B, M)
        args, names = (model, x, y, *numbers), ["model", "x", "y", *extra]
        title = label(T=T, B=B, M=M, N=N, **dict(zip(extra, numbers, strict=True)))
        given = {forward: {"parameters": ["model", "x", *extra], "states": states}}
        probes.append(Probe(title, names, args, given=given, gradient=True))
        probes.append(Probe(title, names, args, gradient=True))
    results = [Result("the loss", "(one number)")]
    return exercise(name, function, results, probes)


def _stf_loss(hidden, seed):
    sizes = [(7, 3, 5, 2, 3), (5, 2, 6, 3, 2), (6, 2, 4, 1, 4)]
    if hidden:
        sizes = [(9, 2, 5, 2, 4), (6, 4, 5, 3, 2), (8, 3, 6, 1, 3)]
    return _loss("stf-loss", "training_loss", "process_sequence_using_STF", ["t_forcing"], sizes, seed)


def _naive_lyapunov(hidden, seed):
    probes = []
    names = ["model", "z1", "T"]
    for offset, (M, T) in enumerate([(5, 8), (4, 5), (3, 1)] if hidden else [(4, 6), (3, 9), (5, 1)]):
        rng = np.random.default_rng(seed + offset)
        args = (_model(rng, M, 2 * M, 2), _array(rng, M), T)
        probes.append(Probe(label(M=M, T=T), names, args, results=2))
    # At rest in 0: every rectified unit is on, and h1 takes back exactly what they add, since all numbers are small
    # whole multiples of one power of two. The Jacobian diag(A) + W1 W2 mixes signs, so after inf comes NaN.
    M, T, size = (4, 45, 2.0**23) if hidden else (3, 36, 2.0**28)
    rng = np.random.default_rng(seed + 9)
    whole = lambda *shape: torch.from_numpy(rng.integers(-3, 4, shape).astype(np.float32))
    model = CustomRNN(M, M + 1, 2)
    with torch.no_grad():
        model.A.copy_(size * whole(M))
        model.W1.copy_(size * whole(M, M + 1))
        model.W2.copy_(whole(M + 1, M))
        model.h1.copy_(-model.W1.sum(dim=1))
        model.h2.fill_(1.0)
    # Only the norms count: whoever takes lambda from the last finite one, and says so, is right as well.
    title = f"Jacobians of size {size:.0e}, {label(M=M, T=T)}"
    probes.append(Probe(title, names, (model, torch.zeros(M), T), results=2, both=True, ignored=[0]))
    # Norms grow over many magnitudes: each is measured by its own size.
    return exercise(
        "naive-lyapunov",
        "naive_max_lyapunov_exponent",
        [Result("lam", "(a number)", each=True), Result("norms", "(T,)", ["{}"], each=True)],
        probes,
    )


def _relative_error(hidden, draw):
    """No negative truth among the probes: an exponent of chaos is positive, and |.| may stand above alone."""
    calls = [(0.0081, 0.01, 0.906), (0.03, 0.02, 1.25), (0.0123, 0.01, 0.906), (-0.02, 0.05, 0.8)]
    if hidden:
        calls = [(0.0095, 0.01, 0.906), (0.01, 0.04, 0.6), (0.06, 0.03, 1.5), (-0.0016, 0.01, 0.906)]
    if draw:
        rng = np.random.default_rng(draw)
        calls = [(lam * float(rng.uniform(0.5, 2)), dt, true) for lam, dt, true in calls]
    names = ["lam_per_step", "dt", "lam_true"]
    probes = [Probe(label(**dict(zip(names, args, strict=True))), names, args) for args in calls]
    # Without the optional arguments the defaults count.
    for lam in (0.0076, 0.0105) if hidden else (0.0088, 0.0101):
        probes.append(Probe(label(lam_per_step=lam), names[:1], (lam,)))
    return exercise("relative-error", "relative_error", [Result("the error")], probes)


def _warmup_forward(hidden, seed):
    sizes = [(10, 3, 5, 1, 3, 4), (7, 2, 5, 2, 2, 1), (8, 2, 5, 3, 9, 3), (5, 3, 4, 1, 2, 0)]
    if hidden:
        sizes = [(11, 2, 6, 1, 3, 5), (9, 3, 5, 2, 4, 2), (7, 4, 5, 3, 8, 4), (6, 2, 5, 1, 3, 0)]
    probes = []
    for offset, (T, B, M, N, tau, warmup) in enumerate(sizes):
        rng = np.random.default_rng(seed + offset)
        args = (_model(rng, M, M + 1, N), _array(rng, T, B, N, scale=2), tau, warmup)
        title = label(T=T, B=B, M=M, N=N, t_forcing=tau, t_warmup=warmup)
        names = ["model", "x", "t_forcing", "t_warmup"]
        probes.append(Probe(title, names, args, gradient=True, cotangent=_array(rng, T - warmup, B, M)))
    return exercise(
        "warmup-forward",
        "process_sequence_with_warmup",
        [Result("Z", "(T - t_warmup, B, M)", ["k={}", "b={}", "unit {}"])],
        probes,
    )


def _warmup_loss(hidden, seed):
    extra = ["t_forcing", "t_warmup"]
    sizes = [(9, 3, 5, 1, 3, 4), (7, 2, 6, 3, 2, 1)]
    if hidden:
        sizes = [(10, 2, 5, 1, 4, 3), (8, 4, 5, 3, 3, 2)]
    return _loss("warmup-loss", "warmup_loss", "process_sequence_with_warmup", extra, sizes, seed)
