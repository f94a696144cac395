"""The probes of sheet 10: small models and inputs on which every named mistake does something else.

All sizes differ within a probe, so that no two axes can be mistaken for each other, and numbers have few digits, so
that they are the same on every machine. The hidden probes are of the same kind, from other seeds and sizes.
"""

import numpy as np
import torch

from authoring.probes.parts import exercise, label
from sheet_utils.checks.exercise import Exercise, Probe, Result
from sheet_utils.datasets import DataError, load_lorenz, load_lorenz_noisy, load_pretrained, window
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import seed_everything
from sheet_utils.training import train

# What the notebooks import before the exercises, as far as an answer may use it.
PRELUDE = """
import copy
import math
import numpy as np
import torch
from torch.autograd.functional import jacobian
from sheet_utils.lyapunov import spectral_norm
from sheet_utils.runtime import progress
"""

NOTEBOOKS = {
    "1_sparse_teacher_forcing": ["stf-forward", "stf-loss", "generate-orbit", "reset-jacobian", "valid-time"],
    "2_lyapunov_exponent": ["naive-lyapunov", "which-line", "stable-lyapunov", "fixed-points"],
    "3_single_variable": ["warmup-forward", "warmup-loss", "synchronisation"],
    "4_beyond_sparse": ["gtf-forward", "choose-alpha"],
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
        _generate_orbit(hidden, seed + 500),
        _reset_jacobian(hidden, seed + 600),
        _valid_time(hidden, seed + 700),
        _naive_lyapunov(hidden, seed + 200),
        _which_line(),
        _stable_lyapunov(hidden, seed + 500),
        _fixed_points(hidden, seed + 601),
        *_bonus(hidden, seed + 300),
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
    z1 = torch.cat([x[0, 0], torch.zeros(model.M - model.N)])
    # Long enough for the hidden units to settle, and so short that another processor's rounding stays small.
    for _ in range(50):
        z1 = model(z1).detach()
    return {
        "stf-forward": {"model": young, "x": x, "t_forcing": 16},
        "reset-jacobian": {"jacobians": _jacobians_along_orbit(model, z1, 150), "t_forcing": 16, "N": model.N},
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
    # A long run of units that remember: a gradient that is cut after some tens of steps shows in no short one.
    T, B, M, N, tau = (60, 1, 2, 1, 45) if hidden else (60, 1, 2, 1, 40)
    rng = np.random.default_rng(seed + 9)
    model = _model(rng, M, M, N)
    with torch.no_grad():
        model.A.copy_(torch.tensor([0.97, 0.99]))
        model.W1.mul_(0.1)
    title = label(T=T, B=B, M=M, N=N, t_forcing=tau)
    args = (model, _array(rng, T, B, N), tau)
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


# --- Notebook 1: a free run, the Jacobians of a forced one, how long a prediction holds. ----------------------------


def _generate_orbit(hidden, seed):
    probes, names = [], ["model", "x0", "T"]
    sizes = [(6, 5, 3), (7, 4, 2), (4, 3, 1)] if hidden else [(7, 5, 2), (6, 4, 3), (5, 3, 1)]
    for place, (T, M, N) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, M + 1, N), _array(rng, N, scale=2), T)
        probes.append(Probe(label(T=T, M=M, N=N), names, args))
    return exercise("generate-orbit", "generate_orbit", [Result("Z", "(T, M)", ["t={}", "unit {}"])], probes)


def _jacobians_along_orbit(model, z1, T):
    """(T, M, M) in float64: the Jacobians of T steps from z1 along the model's own orbit."""
    z, jacobians = z1, []
    for _ in range(T):
        jacobians.append(model.jacobian(z).detach().double())
        z = model(z).detach()
    return torch.stack(jacobians)


def _reset_jacobian(hidden, seed):
    """Products of random matrices, in float64; the last one shrinks below what float32 can hold.

    It gets there in one step: of numbers between 1e-45 and 1e-38 float32 keeps only a few digits, and which ones
    depends on the order in which a processor adds.
    """
    sizes = [(9, 4, 2, 3), (7, 5, 1, 2), (6, 3, 1, None), (110, 3, 1, 4)]
    if hidden:
        sizes = [(8, 5, 2, 3), (9, 4, 1, 4), (7, 4, 2, None), (120, 3, 1, 5)]
    probes, names = [], ["jacobians", "t_forcing", "N"]
    for place, (T, M, N, tau) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        scale = 0.4 if T > 100 else 1.0
        jacobians = torch.from_numpy(np.round(rng.uniform(-scale, scale, (T, M, M)), 2))
        if T > 100:
            jacobians[T // 2] *= 1e-30
        probes.append(Probe(label(T=T, M=M, N=N, t_forcing=tau), names, (jacobians, tau, N)))
    return exercise("reset-jacobian", "forced_product_norms", [Result("norms", "(T,)", ["t={}"], each=True)], probes)


def _valid_time(hidden, seed):
    """Predictions that leave the truth, come back, leave at once or never; no error is near the threshold."""
    probes, names = [], ["true", "predicted", "dt", "lam", "threshold"]
    calls = [(12, 3, 0.02, 1.2, 0.5, 7), (8, 3, 0.01, 0.906, 0.4, None), (6, 1, 0.1, 2, 1, 0), (9, 1, 0.4, 1.7, 2, 5)]
    if hidden:
        calls = [
            (14, 3, 0.05, 0.7, 0.6, 9),
            (9, 3, 0.01, 0.906, 0.4, None),
            (7, 1, 0.2, 3, 1, 0),
            (8, 1, 0.3, 1.4, 3, 4),
        ]
    for place, (T, N, dt, lam, threshold, leaves) in enumerate(calls):
        rng = np.random.default_rng(seed + place)
        true = np.round(rng.normal(size=(T, N)), 2)
        # Errors of one variable more than of the others, whose root mean square is 0.8 or 1.15 of the threshold.
        away = np.arange(T) >= (T if leaves is None else leaves)
        if leaves is not None and leaves > 0:
            away[leaves + 2] = False  # back for a moment
        pattern = rng.permuted(np.tile([1.6, 0.4, 0.3][:N], (T, 1)), axis=1)
        pattern /= np.sqrt((pattern**2).mean(axis=1, keepdims=True))
        signs = rng.choice([-1, 1], size=(T, N)) if N > 1 else -1  # a sign shows in one variable alone
        error = threshold * np.where(away, 1.15, 0.8)[:, None] * pattern * signs
        tensors = (torch.from_numpy(array.astype(np.float32)) for array in (true, np.round(true + error, 3)))
        title = label(T=T, N=N, threshold=threshold)
        probes.append(Probe(title, names, (*tensors, dt, float(lam), float(threshold))))
    return exercise("valid-time", "valid_prediction_time", [Result("the time", "(a number of Lyapunov times)")], probes)


# --- Notebook 2. ----------------------------------------------------------------------------------------------------


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


def _which_line():
    """One question whose answer is four numbers; the check does not print them beside the student's."""
    return exercise(
        "which-line",
        "wrong_lines",
        [Result(f"line of routine {name}", "(a number)", secret=True) for name in "abcd"],
        [Probe("the four routines", [], (), results=4)],
    )


def _stable_lyapunov(hidden, seed):
    probes = []
    names = ["model", "z1", "T", "T_trans"]
    sizes = [(4, 6, 3), (3, 9, 0), (5, 1, 4)]
    if hidden:
        sizes = [(5, 7, 4), (4, 11, 0), (3, 1, 5)]
    for place, (M, T, T_trans) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, 2 * M, 2), _array(rng, M), T, T_trans)
        probes.append(Probe(label(M=M, T=T, T_trans=T_trans), names, args))
    # The same Jacobian at every step, a diagonal one: its powers leave float64 at either end.
    for factor, T in ((3000.0, 95), (0.0004, 100)) if hidden else ((2000.0, 100), (0.0005, 105)):
        M = 4
        model = CustomRNN(M, M + 1, 2)
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.zero_()
            model.A.copy_(factor * torch.tensor([1.0, 0.5, 0.25, 0.125]))
        title = f"a Jacobian of size {factor:g} at every step, {label(M=M, T=T, T_trans=2)}"
        probes.append(Probe(title, names, (model, torch.zeros(M), T, 2)))
    return exercise(
        "stable-lyapunov", "maximum_lyapunov_exponent", [Result("the exponent", "(a number)", each=True)], probes
    )


def _fixed_points(hidden, seed):
    """States from which one pattern is enough, from which it takes several, and from which none reproduces itself."""
    names = ["model", "z", "rounds"]
    wanted = [
        ((4, 7), (2, 4), 100),
        ((3, 5), (1, 1), 100),
        ((4, 6), (0, 0), 60),
        ((3, 6), (3, 5), 1),
        ((5, 7), (2, 2), 2),
    ]
    if hidden:
        wanted = [
            ((5, 8), (2, 4), 100),
            ((4, 6), (1, 1), 100),
            ((3, 7), (0, 0), 50),
            ((4, 7), (3, 5), 2),
            ((3, 5), (3, 3), 3),
        ]
    probes = []
    for place, ((M, L), (least, most), rounds) in enumerate(wanted):
        rng = np.random.default_rng(seed + place)
        while True:
            model, z = _model(rng, M, L, 2), _array(rng, M, scale=2)
            taken = _patterns(model, z, 20)
            if taken is not None and least <= taken <= most:
                break
        probes.append(Probe(label(M=M, L=L, rounds=rounds), names, (model, z, rounds)))
    return exercise("fixed-points", "fixed_point", [Result("the fixed point", "(M,)", ["unit {}"])], probes)


def _patterns(model, z, most):
    """How many patterns it takes until one reproduces itself, 0 if none does; None near a kink, or far away."""
    A, W1, W2, h1, h2 = (p.detach().double().numpy() for p in (model.A, model.W1, model.W2, model.h1, model.h2))
    z = z.double().numpy()
    for taken in range(1, most + 1):
        active = W2 @ z + h2 > 0
        free = np.eye(len(A)) - np.diag(A) - (W1 * active) @ W2
        z = np.linalg.solve(free, (W1 * active) @ h2 + h1)
        if np.abs(W2 @ z + h2).min() < 0.02 or np.abs(z).max() > 20 or np.linalg.cond(free) > 50:
            return None
        if ((W2 @ z + h2 > 0) == active).all():
            return taken
    return 0


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
    for offset, (T, B, M, N, tau, warmup) in enumerate(sizes):
        rng = np.random.default_rng(seed + offset)
        model = _remembering_model(rng, M, N) if T > 30 else _model(rng, M, M + 1, N)
        args = (model, _array(rng, T, B, N, scale=2), tau, warmup)
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


def _synchronisation(hidden, seed):
    sizes = [(6, 5, 2), (4, 4, 1), (1, 3, 1)] if not hidden else [(7, 6, 2), (5, 4, 1), (1, 4, 2)]
    probes = []
    for place, (T, M, N) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        args = (_model(rng, M, M + 1, N), _array(rng, T, N, scale=2), _array(rng, M), _array(rng, M))
        names = ["model", "x", "z", "z_other"]
        probes.append(Probe(label(T=T, M=M, N=N), names, args))
    return exercise("synchronisation", "synchronisation", [Result("distances", "(T,)", ["t={}"])], probes)


def _gtf_forward(hidden, seed):
    sizes = [(6, 3, 5, 2, 0.25), (5, 2, 4, 1, 0.75), (4, 2, 3, 3, 0.125), (36, 1, 3, 1, 0.0625)]
    if hidden:
        sizes = [(7, 2, 6, 3, 0.375), (4, 3, 5, 1, 0.625), (5, 3, 4, 4, 0.125), (35, 1, 3, 1, 0.0625)]
    probes = []
    for place, (T, B, M, N, alpha) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        model = _remembering_model(rng, M, N) if T > 30 else _model(rng, M, M + 1, N)
        args = (model, _array(rng, T, B, N, scale=2), alpha)
        title = label(T=T, B=B, M=M, N=N, alpha=alpha)
        names = ["model", "x", "alpha"]
        probes.append(Probe(title, names, args, gradient=True, cotangent=_array(rng, T, B, M)))
    return exercise("gtf-forward", "process_sequence_using_GTF", [Result("Z", "(T, B, M)", STATES)], probes)


def _choose_alpha(hidden, seed):
    """Products that grow and products that shrink: where a growth is below 1, its strength is 0."""
    sizes = [(5, 3, 1.5), (4, 2, 1.2), (6, 2, 0.25)] if not hidden else [(6, 3, 1.4), (5, 2, 1.3), (7, 2, 0.2)]
    probes = []
    for place, (T, N, scale) in enumerate(sizes):
        rng = np.random.default_rng(seed + place)
        jacobians = torch.from_numpy(np.round(rng.uniform(-scale, scale, (T, N, N)), 2))
        probes.append(Probe(label(T=T, N=N), ["jacobians"], (jacobians,), results=3))
    return exercise(
        "choose-alpha",
        "choose_alpha",
        [Result(f"the strength from the {name}") for name in ("largest norm", "mean norm", "product")],
        probes,
    )
