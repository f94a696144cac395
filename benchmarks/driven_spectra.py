"""Spectra of driven networks beside autograd: everything in one run, one thread, medians of pairs.

    python -m benchmarks.driven_spectra

The rivals do what `lyapunov.driven_spectrum` does, with the same QR at every step, and get their Jacobians from
autograd: one input after the other (`torch.autograd.functional.jacobian`), or for the whole batch at once
(`torch.func.vmap` over `jacrev` or `jacfwd`). They make fewer steps, and their time is scaled. Before anything is
measured their exponents are compared with ours.
"""

import argparse

import numpy as np
import torch

from benchmarks.run import pairs, row, seconds
from sheet_utils import models, runtime
from sheet_utils.lyapunov import driven_spectrum

H, K, B, T = 64, 8, 10, 100
LAYERS = {"RNN": torch.nn.RNN, "GRU": torch.nn.GRU, "LSTM": torch.nn.LSTM}


def network(kind, H=H):
    torch.manual_seed(0)
    return LAYERS[kind](K, H).double().requires_grad_(False)


def inputs(T=T, B=B):
    return torch.randn(T, B, K, dtype=torch.float64, generator=torch.Generator().manual_seed(1))


def cell_step(layer):
    """One step of torch's layer for one input: state (D,) and input (K,) -> (D,)."""
    cell = {torch.nn.RNN: torch.nn.RNNCell, torch.nn.GRU: torch.nn.GRUCell, torch.nn.LSTM: torch.nn.LSTMCell}
    cell = cell[type(layer)](layer.input_size, layer.hidden_size).double().requires_grad_(False)
    for name, value in layer.named_parameters():
        getattr(cell, name.removesuffix("_l0")).copy_(value)
    if isinstance(cell, torch.nn.LSTMCell):
        return lambda state, s: torch.cat(cell(s[None], tuple(state[None].chunk(2, dim=1))), dim=1)[0]
    return lambda state, s: cell(s[None], state[None])[0]


def plain_step(layer):
    """The same in plain tensor operations, which `torch.func` can batch."""
    V, U, b, d = layer.weight_hh_l0, layer.weight_ih_l0, layer.bias_hh_l0, layer.bias_ih_l0

    def rnn(h, s):
        return torch.tanh(V @ h + b + U @ s + d)

    def gru(h, s):
        (vr, vz, q), (ar, az, an) = (V @ h + b).chunk(3), (U @ s + d).chunk(3)
        z, n = torch.sigmoid(vz + az), torch.tanh(an + torch.sigmoid(vr + ar) * q)
        return (1 - z) * n + z * h

    def lstm(state, s):
        h, c = state.chunk(2)
        i, f, g, o = (V @ h + b + U @ s + d).chunk(4)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.cat([torch.sigmoid(o) * torch.tanh(c), c])

    return {"RNN": rnn, "GRU": gru, "LSTM": lstm}[type(layer).__name__]


def one_by_one(layer, s):
    """Exponents with one autograd Jacobian per input and step."""
    step, D = cell_step(layer), layer.hidden_size * (2 if isinstance(layer, torch.nn.LSTM) else 1)
    found = []
    for b in range(s.shape[1]):
        state, Q, sums = torch.zeros(D, dtype=torch.float64), torch.eye(D, dtype=torch.float64), torch.zeros(D)
        for now in s[:, b]:
            J = torch.autograd.functional.jacobian(lambda x, now=now: step(x, now), state)
            state = step(state, now)
            Q, R = torch.linalg.qr(J @ Q)
            sums = sums + R.diagonal().abs().log()
        found.append(sums / len(s))
    return torch.stack(found)


def batched(layer, s, differentiate):
    """Exponents with the Jacobians of a whole batch at once."""
    step, D, B = plain_step(layer), layer.hidden_size * (2 if isinstance(layer, torch.nn.LSTM) else 1), s.shape[1]
    jacobian, forward = torch.func.vmap(differentiate(step)), torch.func.vmap(step)
    state, sums = torch.zeros(B, D, dtype=torch.float64), torch.zeros(B, D, dtype=torch.float64)
    Q = torch.eye(D, dtype=torch.float64).expand(B, D, D)
    for now in s:
        J = jacobian(state, now)
        state = forward(state, now)
        Q, R = torch.linalg.qr(J @ Q)
        sums += R.diagonal(dim1=1, dim2=2).abs().log()
    return sums / len(s)


def against_autograd(count):
    print(f"\n## Driven spectra against autograd: H = {H}, {B} inputs of {T} steps, all exponents\n")
    row("network", "against", "theirs, scaled", "ours", "ratio (median of pairs)", "at least")
    row(*["---"] * 6)
    for kind in LAYERS:
        layer, s = network(kind), inputs()
        rivals = {
            "an autograd Jacobian per input": (lambda s, layer=layer: one_by_one(layer, s), 2, 20),
            "torch.func, vmap(jacrev)": (lambda s, layer=layer: batched(layer, s, torch.func.jacrev), 10, 1),
            "torch.func, vmap(jacfwd)": (lambda s, layer=layer: batched(layer, s, torch.func.jacfwd), 10, 1),
        }
        for name, (rival, steps, least) in rivals.items():
            same = np.sort(rival(s[:steps]).mean(dim=0).numpy())[::-1]
            assert np.abs(same - driven_spectrum(layer, s[:steps]).mean).max() < 1e-5, (
                f"{kind}, {name}: other exponents"
            )
            ours = lambda layer=layer, s=s: seconds(driven_spectrum, layer, s)
            theirs = lambda rival=rival, s=s, steps=steps: seconds(rival, s[:steps]) * T / steps
            a, b, ratio = pairs(ours, theirs, count)
            row(
                kind,
                f"{name} ({steps} steps)",
                f"{b * 1e3:.4g} ms",
                f"{a * 1e3:.4g} ms",
                f"**{ratio:.3g}×**",
                f"{least}×",
            )


def growth(count):
    sizes = (16, 32, 64, 128, 256, 512)
    print(f"\n## How they grow with H: milliseconds a step, {B} inputs, all exponents\n")
    row("network", *sizes)
    row(*["---"] * (len(sizes) + 1))
    for kind, full in [("RNN", True), ("GRU", True), ("LSTM", False), ("LSTM", True)]:
        cells = []
        for size in sizes:
            net, steps = models.driven(network(kind, size), full=full), max(2, min(100, 8000 // size**2 * 10))
            times = [seconds(driven_spectrum, net, inputs(steps)) / steps for _ in range(1 if size > 128 else count)]
            cells.append(f"{np.median(times) * 1e3:.3g}")
        row(kind + ("" if kind != "LSTM" else ", (h, c)" if full else ", h alone"), *cells)


def intervals(count):
    every = (1, 2, 5, 10, 20, 50)
    print(f"\n## QR every T_ON steps: H = {H}, {B} inputs of {T} steps\n")
    print(
        "Times faster than T_ON = 1 (medians of pairs), and the largest error of the first and of the last exponent.\n"
    )
    row("network", *(f"T_ON = {n}" for n in every))
    row(*["---"] * (len(every) + 1))
    for kind in LAYERS:
        net, s = models.driven(network(kind)), inputs()
        exact, cells = driven_spectrum(net, s).each, []
        for n in every:
            job = lambda n=n, net=net, s=s: seconds(driven_spectrum, net, s, None, n)
            _, _, ratio = pairs(job, lambda job=job: job(1), count)
            error = np.abs(driven_spectrum(net, s, every=n).each - exact).max(axis=0)
            cells.append(f"{ratio:.2f}× ({error[0]:.0e}, {error[-1]:.0e})")
        row(kind, *cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    count = 3 if parser.parse_args().quick else 9
    runtime.seed_everything(0)
    against_autograd(count)
    growth(count)
    intervals(count)


if __name__ == "__main__":
    main()
