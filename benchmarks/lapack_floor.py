"""Spectra of driven networks beside the least they can cost: their matrix products and QRs in LAPACK alone.

    python -m benchmarks.lapack_floor [--repeats 5]

One thread, seconds of a processor, the smallest of the repeats, in turns. The floor makes as many products as the
method needs with matrices of the same shapes (one of the state, and one of the tangent vectors, or two for an LSTM),
and as many QRs (`geqrf` and `orgqr`), and nothing else. The bar is 1.5. The last column says what a spectrum with fewer
exponents costs beside all of them, for every share of the exponents.
"""

import argparse
import time

import torch

from sheet_utils import models
from sheet_utils.lyapunov import driven_spectrum

B, K = 4, 8
NETWORKS = {"RNN": (torch.nn.RNN, True), "GRU": (torch.nn.GRU, True), "LSTM, h alone": (torch.nn.LSTM, False),
            "LSTM, (h, c)": (torch.nn.LSTM, True)}  # fmt: skip


def floor(network, k, T):
    """A job of the products and QRs of T steps, and nothing else."""
    gates, H = type(network).gates, network.H
    state, V = torch.randn(B, H, dtype=torch.float64), torch.randn(H, gates * H, dtype=torch.float64)
    Q = torch.linalg.qr(torch.randn(B, network.M, k, dtype=torch.float64))[0]
    vectors, square = Q[:, :H].mT.contiguous().view(B * k, H), V[:, :H].contiguous()

    def job():
        for _ in range(T):
            state @ V
            for _ in range(2 if gates == 4 else 1):
                vectors @ square
            torch.linalg.householder_product(*torch.geqrf(Q))

    return job


def per_step(job, T, repeats):
    """The least seconds of a processor that a step takes."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        job()
        seconds.append(time.process_time() - start)
    return min(seconds) / T


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    torch.set_num_threads(1)
    print("| network | H | exponents | floor, ms a step | ours | ours / floor | ours / all of them |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, (layer, full) in NETWORKS.items():
        for H in (128, 256, 512):
            torch.manual_seed(0)
            network = models.driven(layer(K, H), full=full)
            T = max(3, 5_000_000 // H**2 // (4 if network.M > H else 1) // (H // 64))
            inputs, whole = torch.randn(T, B, K, dtype=torch.float64), None
            for k in (network.M, network.M // 2, network.M // 4, network.M // 8):
                job, least = (lambda k=k, n=network, s=inputs: driven_spectrum(n, s, k)), floor(network, k, T)
                job()
                ours, theirs = zip(*((per_step(job, T, 1), per_step(least, T, 1)) for _ in range(repeats)), strict=True)
                whole = whole or min(ours)
                print(f"| {name} | {H} | {k} | {min(theirs) * 1e3:.3g} | {min(ours) * 1e3:.3g} "
                      f"| {min(ours) / min(theirs):.2f} | {min(ours) / whole:.2f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
