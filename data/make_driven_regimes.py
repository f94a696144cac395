"""Largest exponents of random tanh networks beside what theory says: writes data/driven_regimes.csv and prints it.

    python data/make_driven_regimes.py

Ten networks each of N = 200 units. Without input: Gaussian weights, one start each, 1 000 steps dropped, 2 000 that
count; in theory ln g below the transition, mean-field theory above. With input of standard deviation 1 for every
unit: the paper's orthogonal weights. About two minutes on one core.
"""

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from sheet_utils import ensembles, runtime
from sheet_utils.lyapunov import driven_spectrum

CASES = [(g, 0.0, False) for g in (0.5, 0.8, 0.95, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0)]
CASES += [(g, sigma, True) for sigma in (0.5, 1.0, 2.0) for g in (0.5, 1.0, 1.5, 2.0, 3.0, 10.0)]


def measure(g, sigma, orthogonal, N=200, nets=10, T=2000, T_trans=1000):
    """One row: the mean over networks, its standard error, and the theory."""
    found = []
    for number in range(nets):
        rng = np.random.default_rng([number, N])
        net = ensembles.random_network(N, g, rng, orthogonal)
        h0 = torch.from_numpy(rng.normal(size=(1, N)))
        s = ensembles.gaussian_inputs(T + T_trans, 1, N, sigma, rng)
        found.append(driven_spectrum(net, s, n_exponents=1, T_trans=T_trans - 20, T_trans_Q=20, z1=h0).mean[0])
    mean, error = np.mean(found), np.std(found, ddof=1) / np.sqrt(nets)
    theory = ensembles.mean_field_exponent(g, sigma)
    return {
        "weights": "orthogonal" if orthogonal else "gaussian", "g": g, "sigma": sigma, "N": N,
        "measured": round(mean, 4), "error": round(error, 4), "theory": round(theory, 4),
    }  # fmt: skip


def main():
    runtime.seed_everything(0)
    table = []
    for case in CASES:
        table.append(measure(*case))
        print(table[-1], flush=True)
    write_table("driven_regimes.csv", table)


if __name__ == "__main__":
    main()
