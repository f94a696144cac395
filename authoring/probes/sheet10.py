"""The probes of sheet 10: small models and inputs on which every named mistake does something else.

All sizes differ within a probe, so that no two axes can be mistaken for each other, and numbers have few digits, so
that they are the same on every machine. The hidden probes are of the same kind, from other seeds and sizes.
"""

import numpy as np
import torch

from sheet_utils.datasets import DataError, load_lorenz, load_lorenz_noisy, load_pretrained, window
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
    "3_single_variable": ["warmup-forward", "warmup-loss", "synchronisation"],
    "4_beyond_sparse": ["gtf-forward", "choose-alpha"],
}

STATES = ["t={}", "b={}", "unit {}"]


def exercises(hidden, draw=0):
    """The exercises without their answers, as `exercise_file.pack` describes them.

    Args:
        hidden: whether the probes are the tutor's or the students'.
        draw: another number draws other probes of the same sizes, to try tolerances on.
    """
    seed = (2000 if hidden else 1000) + 10_000 * draw
    return [
        _stf_forward(hidden, seed),
        _stf_loss(hidden, seed + 100),
        _naive_lyapunov(hidden, seed + 200),
        _relative_error(hidden, draw),
        *_bonus(hidden, seed + 300),
    ]


def pictures():
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
    z1 = torch.cat([x[0, 0], torch.zeros(model.M - model.N)])
    for _ in range(1000):
        z1 = model(z1).detach()
    return {
        "stf-forward": {"model": young, "x": x, "t_forcing": 16},
        # Long enough for float32 to overflow at the Lorenz system's exponent, near step 9800.
        "naive-lyapunov": {"model": model, "z1": z1, "T": 11_000},
        **_bonus_pictures(data),
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


def _probe(label, names, args, given=None, gradient=False, cotangent=None, results=1, both=False, ignored=()):
    """One probe; `both` marks one whose outcome depends on the number format, float32 or float64."""
    return {
        "label": label,
        "function": 0,
        "names": names,
        "args": args,
        "given": given,
        "gradient": gradient,
        "cotangent": cotangent,
        "results": results,
        "ignored": list(ignored),
        "both": both,
    }


def _result(name, shape="", axes=(), each=False):
    return {"name": name, "shape": shape, "axes": list(axes), "each": each}


def _label(**sizes):
    return ", ".join(f"{name} = {value}" for name, value in sizes.items())


def _stf_forward(hidden, seed):
    # The first probe is the one a student reads about most: several forcings, and free steps between them.
    sizes = [(8, 3, 5, 2, 3), (5, 2, 4, 3, 2), (18, 2, 3, 1, 20), (3, 2, 4, 4, 1)]
    if hidden:
        sizes = [(9, 2, 6, 3, 4), (7, 4, 5, 2, 2), (19, 3, 2, 1, 25), (4, 3, 5, 5, 1)]
    probes = []
    for place, (T, B, M, N, tau) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, M + 1, N), _array(rng, T, B, N, scale=2), tau)
        label = _label(T=T, B=B, M=M, N=N, t_forcing=tau)
        names = ["model", "x", "t_forcing"]
        probes.append(_probe(label, names, args, gradient=True, cotangent=_array(rng, T, B, M)))
    return {
        "exercise": "stf-forward",
        "functions": ["process_sequence_using_STF"],
        "results": [_result("Z", "(T, B, M)", STATES)],
        "probes": probes,
    }


def _loss(name, function, forward, extra, sizes, seed):
    """An exercise on a loss, asked with the forward run given, and with the student's own."""
    probes = []
    for place, (T, B, M, N, *numbers) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        warmup = numbers[1] if len(numbers) > 1 else 0
        model, x, y = _model(rng, M, M + 1, N), _array(rng, T, B, N, scale=2), _array(rng, T, B, N, scale=2)
        states = _array(rng, T - warmup, B, M)
        args, names = (model, x, y, *numbers), ["model", "x", "y", *extra]
        label = _label(T=T, B=B, M=M, N=N, **dict(zip(extra, numbers, strict=True)))
        given = {forward: {"parameters": ["model", "x", *extra], "states": states}}
        probes.append(_probe(label, names, args, given=given, gradient=True))
        probes.append(_probe(label, names, args, gradient=True))
    results = [_result("the loss", "(one number)")]
    return {"exercise": name, "functions": [function], "results": results, "probes": probes}


def _stf_loss(hidden, seed):
    sizes = [(7, 3, 5, 2, 3), (5, 2, 6, 3, 2), (6, 2, 4, 1, 4)]
    if hidden:
        sizes = [(9, 2, 5, 2, 4), (6, 4, 5, 3, 2), (8, 3, 6, 1, 3)]
    return _loss("stf-loss", "training_loss", "process_sequence_using_STF", ["t_forcing"], sizes, seed)


def _naive_lyapunov(hidden, seed):
    probes = []
    names = ["model", "z1", "T"]
    for place, (M, T) in enumerate([(5, 8), (4, 5), (3, 1)] if hidden else [(4, 6), (3, 9), (5, 1)]):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, 2 * M, 2), _array(rng, M), T)
        probes.append(_probe(_label(M=M, T=T), names, args, results=2))
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
    label = f"Jacobians of size {size:.0e}, {_label(M=M, T=T)}"
    probes.append(_probe(label, names, (model, torch.zeros(M), T), results=2, both=True, ignored=[0]))
    return {
        "exercise": "naive-lyapunov",
        "functions": ["naive_max_lyapunov_exponent"],
        # Norms grow over many magnitudes: each is measured by its own size.
        "results": [_result("lam", "(a number)", each=True), _result("norms", "(T,)", ["{}"], each=True)],
        "probes": probes,
    }


def _relative_error(hidden, draw):
    """No negative truth among the probes: an exponent of chaos is positive, and |.| may stand above alone."""
    calls = [(0.0081, 0.01, 0.906), (0.03, 0.02, 1.25), (0.0123, 0.01, 0.906), (-0.02, 0.05, 0.8)]
    if hidden:
        calls = [(0.0095, 0.01, 0.906), (0.01, 0.04, 0.6), (0.06, 0.03, 1.5), (-0.0016, 0.01, 0.906)]
    if draw:
        rng = np.random.default_rng(draw)
        calls = [(lam * float(rng.uniform(0.5, 2)), dt, true) for lam, dt, true in calls]
    names = ["lam_per_step", "dt", "lam_true"]
    probes = [_probe(_label(**dict(zip(names, args, strict=True))), names, args) for args in calls]
    # Without the optional arguments the defaults count.
    for lam in (0.0076, 0.0105) if hidden else (0.0088, 0.0101):
        probes.append(_probe(_label(lam_per_step=lam), names[:1], (lam,)))
    return {
        "exercise": "relative-error",
        "functions": ["relative_error"],
        "results": [_result("the error")],
        "probes": probes,
    }


# --- Notebooks 3 and 4: one variable, and forcing at every step. ------------------------------------------------


def _bonus(hidden, seed):
    return [
        _warmup_forward(hidden, seed),
        _warmup_loss(hidden, seed + 100),
        _synchronisation(hidden, seed + 200),
        _gtf_forward(hidden, seed + 300),
        _choose_alpha(hidden, seed + 400),
    ]


def _bonus_pictures(data):
    """The inputs of the pictures of notebooks 3 and 4: a fresh network and a pair of states; a young one forced."""
    noisy = load_lorenz_noisy()
    seed_everything(3)
    fresh, pair = CustomRNN(10, 50, 1), 0.3 * torch.randn(2, 10)
    young = CustomRNN(10, 50, 3)
    train(young, noisy, steps=60, progress=False)
    return {
        "synchronisation": {"model": fresh, "x": data[2000:2100, :1].clone(), "z": pair[0], "z_other": pair[1]},
        "gtf-forward": {"model": young, "x": window(noisy, start=2000, length=160)[0], "alpha": 0.2},
    }


def _remembering_model(rng, M, N):
    """A network whose units keep what they hold: a gradient that is cut every so many steps shows in its runs."""
    model = _model(rng, M, M + 1, N)
    with torch.no_grad():
        model.A.copy_(torch.from_numpy(np.round(rng.uniform(0.95, 0.99, M), 2).astype(np.float32)))
        model.W1.mul_(0.125)
    return model


def _warmup_forward(hidden, seed):
    sizes = [(10, 3, 5, 1, 3, 4), (7, 2, 5, 2, 2, 1), (8, 2, 5, 3, 9, 3), (5, 3, 4, 1, 2, 0), (45, 1, 3, 1, 40, 5)]
    if hidden:
        sizes = [(11, 2, 6, 1, 3, 5), (9, 3, 5, 2, 4, 2), (7, 4, 5, 3, 8, 4), (6, 2, 5, 1, 3, 0), (44, 1, 3, 1, 39, 4)]
    probes = []
    for place, (T, B, M, N, tau, warmup) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        model = _remembering_model(rng, M, N) if T > 30 else _model(rng, M, M + 1, N)
        args = (model, _array(rng, T, B, N, scale=2), tau, warmup)
        label = _label(T=T, B=B, M=M, N=N, t_forcing=tau, t_warmup=warmup)
        names = ["model", "x", "t_forcing", "t_warmup"]
        probes.append(_probe(label, names, args, gradient=True, cotangent=_array(rng, T - warmup, B, M)))
    return {
        "exercise": "warmup-forward",
        "functions": ["process_sequence_with_warmup"],
        "results": [_result("Z", "(T - t_warmup, B, M)", ["k={}", "b={}", "unit {}"])],
        "probes": probes,
    }


def _warmup_loss(hidden, seed):
    extra = ["t_forcing", "t_warmup"]
    sizes = [(9, 3, 5, 1, 3, 4), (7, 2, 6, 3, 2, 1)]
    if hidden:
        sizes = [(10, 2, 5, 1, 4, 3), (8, 4, 5, 3, 3, 2)]
    return _loss("warmup-loss", "warmup_loss", "process_sequence_with_warmup", extra, sizes, seed)


def _synchronisation(hidden, seed):
    sizes = [(6, 5, 2), (4, 4, 1), (1, 3, 1)] if not hidden else [(7, 6, 2), (5, 4, 1), (1, 4, 2)]
    probes = []
    for place, (T, M, N) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, M + 1, N), _array(rng, T, N, scale=2), _array(rng, M), _array(rng, M))
        names = ["model", "x", "z", "z_other"]
        probes.append(_probe(_label(T=T, M=M, N=N), names, args))
    return {
        "exercise": "synchronisation",
        "functions": ["synchronisation"],
        "results": [_result("distances", "(T,)", ["t={}"])],
        "probes": probes,
    }


def _gtf_forward(hidden, seed):
    sizes = [(6, 3, 5, 2, 0.25), (5, 2, 4, 1, 0.75), (4, 2, 3, 3, 0.125), (36, 1, 3, 1, 0.0625)]
    if hidden:
        sizes = [(7, 2, 6, 3, 0.375), (4, 3, 5, 1, 0.625), (5, 3, 4, 4, 0.125), (35, 1, 3, 1, 0.0625)]
    probes = []
    for place, (T, B, M, N, alpha) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        model = _remembering_model(rng, M, N) if T > 30 else _model(rng, M, M + 1, N)
        args = (model, _array(rng, T, B, N, scale=2), alpha)
        label = _label(T=T, B=B, M=M, N=N, alpha=alpha)
        names = ["model", "x", "alpha"]
        probes.append(_probe(label, names, args, gradient=True, cotangent=_array(rng, T, B, M)))
    return {
        "exercise": "gtf-forward",
        "functions": ["process_sequence_using_GTF"],
        "results": [_result("Z", "(T, B, M)", STATES)],
        "probes": probes,
    }


def _choose_alpha(hidden, seed):
    """Products that grow and products that shrink: where a growth is below 1, its strength is 0."""
    sizes = [(5, 3, 1.5), (4, 2, 1.2), (6, 2, 0.25)] if not hidden else [(6, 3, 1.4), (5, 2, 1.3), (7, 2, 0.2)]
    probes = []
    for place, (T, N, scale) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        jacobians = torch.from_numpy(np.round(rng.uniform(-scale, scale, (T, N, N)), 2))
        probes.append(_probe(_label(T=T, N=N), ["jacobians"], (jacobians,), results=3))
    return {
        "exercise": "choose-alpha",
        "functions": ["choose_alpha"],
        "results": [_result(f"the strength {name}") for name in ("worst", "mean", "product")],
        "probes": probes,
    }
