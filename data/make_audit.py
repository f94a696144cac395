"""Make `ten_networks_audit.csv`: what sheet 10 measures on ten trained networks, over orbits too long for a notebook.

Run it as `python data/make_audit.py`; about two minutes. One row per network, and a row of seed -1 for the Lorenz
system itself, observed as the networks observe it. The columns, all in the data's own coordinates:

    seed                        of the network; -1 for the Lorenz system
    lam, lam_spread             mean of the largest exponent over ten stretches of 100 000 steps, and their standard
                                deviation, nats per unit of time
    d_ky                        Kaplan-Yorke dimension from the whole spectrum over 200 000 steps
    d_stsp, d_h                 of 100 000 steps against the test series; for the Lorenz system the means over other
                                true trajectories: the floors
    origin, plus, minus         first coordinate of the fixed point next to the system's own
    eig_origin, eig_plus, eig_minus   largest eigenvalue modulus of one step there
"""

import csv
from pathlib import Path

import make_data
import numpy as np
import torch

from sheet_utils import datasets, engine, lyapunov, measures
from sheet_utils.systems import Lorenz, integrate

STRETCHES, LENGTH = 10, 100_000  # of an orbit, for the largest exponent
SPECTRUM_STEPS = 200_000
OTHER_STARTS = ((3.0, 1.0, 25.0), (-4.0, 2.0, 15.0))  # of true trajectories, for the floors
GUESSES = 500  # states of an orbit from which a fixed point is sought
ROUNDS = 100
SPREAD = 0.0070  # standard deviation of the Lorenz system's exponent over 100 000 steps; not recomputed here
POINTS = ("origin", "plus", "minus")


def fixed_points(model, states):
    """All fixed points that the patterns of some states lead to, (n, M) in float64.

    The map is linear wherever the same units are active: solve for the fixed point of a state's pattern, take the
    pattern there, and repeat until it reproduces itself.
    """
    A, W1, W2, h1, h2 = (getattr(model, name).detach().double().numpy() for name in engine.PARAMETERS)
    points = []
    for z in states:
        for _ in range(ROUNDS):
            active = W2 @ z + h2 > 0
            J = np.diag(A) + (W1 * active) @ W2
            z = np.linalg.solve(np.eye(len(A)) - J, (W1 * active) @ h2 + h1)
            if ((W2 @ z + h2 > 0) == active).all():
                if not any(np.linalg.norm(z - point) < 1e-6 for point in points):
                    points.append(z)
                break
    return np.array(points)


def of_network(seed, model, test, targets):
    """One row of the table."""
    z = torch.cat([test[0], torch.zeros(model.M - model.N)])
    z = engine.generate_orbit(model, z, 1000)[-1]
    orbit = engine.generate_orbit(model, z, STRETCHES * LENGTH)
    starts = [z, *orbit[LENGTH - 1 : -1 : LENGTH]]
    exponents = [lyapunov.maximum_lyapunov_exponent(model, start, LENGTH) / make_data.DT for start in starts]
    spectrum = lyapunov.lyapunov_spectrum(model, z, SPECTRUM_STEPS)
    observed = orbit[: len(test), : model.N].numpy()
    row = {
        "seed": seed,
        "lam": np.mean(exponents),
        "lam_spread": np.std(exponents, ddof=1),
        "d_ky": lyapunov.kaplan_yorke_dimension(spectrum),
        "d_stsp": measures.d_stsp(test.numpy(), observed),
        "d_h": measures.d_h(test.numpy(), observed),
    }
    points = fixed_points(model, orbit[:: len(orbit) // GUESSES].double().numpy())
    print(f"seed {seed}: {len(points)} fixed points", np.round(points[:, : model.N], 2).tolist())
    for name, target in zip(POINTS, targets, strict=True):
        point = points[np.argmin(np.linalg.norm(points[:, : model.N] - target, axis=1))]
        J = model.jacobian(torch.from_numpy(point).to(model.A.dtype)).detach().double().numpy()
        row |= {name: point[0], f"eig_{name}": np.abs(np.linalg.eigvals(J)).max()}
    return row


def of_lorenz(test, mean, deviation, targets):
    """The same of the system itself: its exponents from the literature, its floors from other trajectories."""
    system, rows = Lorenz(), make_data.ROWS + (make_data.COLUMNS - 1) * make_data.LAG
    orbits = integrate(system, np.array(OTHER_STARTS), make_data.TRANSIENT + rows, make_data.DT, make_data.SUBSTEPS)
    others = [
        make_data.embedded((orbits[make_data.TRANSIENT :, k, 0] - mean) / deviation) for k in range(len(OTHER_STARTS))
    ]
    row = {
        "seed": -1,
        "lam": Lorenz.REFERENCE_EXPONENTS[0],
        "lam_spread": SPREAD,
        "d_ky": lyapunov.kaplan_yorke_dimension(Lorenz.REFERENCE_EXPONENTS),
        "d_stsp": np.mean([measures.d_stsp(test.numpy(), other) for other in others]),
        "d_h": np.mean([measures.d_h(test.numpy(), other) for other in others]),
    }
    for name, target, point in zip(POINTS, targets, system.fixed_points(), strict=True):
        rates = np.linalg.eigvals(system.jacobian(point)).real
        row |= {name: target, f"eig_{name}": np.exp(make_data.DT * rates.max())}
    return row


def main():
    torch.set_num_threads(1)
    test = datasets.load_lorenz_test()
    rows = make_data.ROWS + (make_data.COLUMNS - 1) * make_data.LAG
    clean = integrate(
        Lorenz(), np.array(make_data.STARTS[0]), make_data.TRANSIENT + rows, make_data.DT, make_data.SUBSTEPS
    )[make_data.TRANSIENT :, 0]
    mean, deviation = clean.mean(), clean.std()
    targets = (Lorenz().fixed_points()[:, 0] - mean) / deviation
    table = [of_lorenz(test, mean, deviation, targets)]
    table += [of_network(seed, model, test, targets) for seed, model in enumerate(datasets.load_networks())]
    path = Path(__file__).parent / "ten_networks_audit.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in table:
            writer.writerow({key: value if key == "seed" else f"{value:.5f}" for key, value in row.items()})
    print(path.read_text())


if __name__ == "__main__":
    main()
