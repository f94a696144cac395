"""Make layered_networks.csv: how often random networks z' = tanh(A ReLU(W z)) are chaotic, by size and initialisation.

Run it as `python data/make_layered_networks.py`; about two minutes. The state has N entries, and there are k = 4 N
rectified units; `ensembles.layered_network` draws the weights. Every row says how many of `nets` networks have a
largest exponent above THRESHOLD, in nats per step, along one orbit from a random state, and the median of the
exponents. Where no direction is left, as on an orbit that no unit passes on, the exponent is minus infinity.
"""

import numpy as np
from sheet_utils.data.recording import write_table

from sheet_utils.ensembles import layered_network

SIZES = (2, 4, 8, 16, 32, 64)
NETS, STEPS, TRANSIENT = 100, 1500, 1000
THRESHOLD = 0.005
TINY = 1e-100
SEED = 17


def exponent(A, W, rng):
    """The largest exponent along one orbit: a tangent vector is carried along and brought back to length one."""
    z, v, total = rng.normal(size=len(A)), rng.normal(size=len(A)), 0.0
    for t in range(TRANSIENT + STEPS):
        x = W @ z
        z = np.tanh(A @ np.maximum(x, 0.0))
        v = (1 - z**2) * (A @ np.where(x > 0, W @ v, 0.0))
        if 0 < np.abs(z).max() < TINY:  # there tanh changes nothing: a larger state has the same exponent
            z = z / TINY * np.sqrt(TINY)
        size = np.linalg.norm(v)
        if size < 1e-280:  # no direction is left
            return -np.inf
        v = v / size
        if t >= TRANSIENT:
            total += np.log(size)
    return total / STEPS


def row(N, scheme):
    """How often networks of one size and initialisation are chaotic."""
    rng = np.random.default_rng([SEED, N, len(scheme)])
    exponents = np.array([exponent(*layered_network(N, 4 * N, scheme, rng), rng) for _ in range(NETS)])
    chaotic = int(np.count_nonzero(exponents > THRESHOLD))
    return {
        "scheme": scheme,
        "N": N,
        "k": 4 * N,
        "nets": NETS,
        "chaotic": chaotic,
        "median": f"{np.median(exponents):.4f}",
    }


def main():
    write_table("layered_networks.csv", [row(N, scheme) for scheme in ("He", "Glorot") for N in SIZES])


if __name__ == "__main__":
    main()
