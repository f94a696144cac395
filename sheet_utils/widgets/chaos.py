"""Sliders over matrices, the logistic map, the Lorenz system and the double pendulum."""

import numpy as np

from sheet_utils import lyapunov, plots
from sheet_utils.systems import DoublePendulum, Lorenz, integrate, logistic_diagram
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped


def matrix_powers(shears=(0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0), value=2.0, n=60) -> None:
    """Norms of the powers of ((0.9, s), (0, 0.8)), for every s that the slider is set to.

    Args:
        shears: values s of the slider.
        value: where it stands first.
        n: the largest power.
    """

    def draw(s):
        matrix, power, norms = np.array([[0.9, s], [0.0, 0.8]]), np.eye(2), []
        for _ in range(n):
            power = matrix @ power
            norms.append(np.linalg.norm(power, 2))
        peak = int(np.argmax(norms))
        text = f"s = {s}: norm {norms[0]:.2f}, radius 0.90; the largest norm is {norms[peak]:.2f}, at n = {peak + 1}"
        return plots.matrix_powers(norms, 0.9, title=f"s = {s}"), text

    slider = Stepped("s", shears, value)
    Explorer(
        "All eigenvalues are below 1. For which s does a perturbation grow before it dies?", slider, draw, trace=True
    ).show()


def logistic_orbit(
    values=(0.8, 2.8, 3.2, 3.5, 3.56, 3.6, 3.7, 3.8, 3.828, 3.83, 3.845, 3.9, 4.0), value=3.5, steps=120
) -> None:
    """An orbit of the logistic map, for every r that the slider is set to.

    Args:
        values: values r of the slider.
        value: where it stands first.
        steps: length of the orbit.
    """

    orbits, _ = logistic_diagram(np.array(values), 0.3, steps, 0)
    _, exponents = logistic_diagram(np.array(values), 0.3, 5000, 1000)

    def draw(r):
        column = values.index(r)
        text = f"r = {r}: exponent ≈ {exponents[column]:.2f} nats per step"
        return plots.cobweb(orbits[:, column], r, T_trans=steps // 2), text

    slider = Stepped("r", values, value)
    Explorer("Which cycles can you find, and what does an orbit look like just below r = 3.8284?", slider, draw).show()


#: Where the doublings of the logistic map end, and by how much each step of the zoom enlarges: Feigenbaum's constants,
#: *Quantitative universality for a class of nonlinear transformations*, J. Stat. Phys. 19 (1978).
DOUBLINGS_END, DELTA, ALPHA = 3.569945672, 4.669201609, 2.502907875


def logistic_zoom(levels=(0, 1, 2, 3, 4), value=0, columns=500) -> None:
    """The bifurcation diagram of the logistic map around the end of the doublings, enlarged by every step.

    Args:
        levels: how often it is enlarged, values of the slider.
        value: where it stands first.
        columns: number of parameters in a picture.
    """

    def draw(level):
        r = DOUBLINGS_END + np.linspace(-0.55, 0.43, columns) / DELTA**level
        half = 0.5 / (-ALPHA) ** level
        # Of 2^level bands one passes through the window.
        X, _ = logistic_diagram(r, 0.5, 150 * 2**level, 1500)
        axes = plots.enlarged_diagram(r, X, (0.5 - half, 0.5 + half))
        text = f"enlarged {level} times: r from {r[0]:.6f} to {r[-1]:.6f}, x between "
        return axes, text + f"{0.5 - abs(half):.4f} and {0.5 + abs(half):.4f}" + (", upside down" if level % 2 else "")

    slider = Stepped("enlarged", levels, value, "times")
    Explorer("Can you tell from the picture alone how often it was enlarged?", slider, draw).show()


def lorenz_rho(
    values=(0.5, 5.0, 13.0, 15.0, 20.0, 23.0, 24.5, 26.0, 28.0, 100.0), value=20.0, dt=0.01, steps=4000
) -> None:
    """An orbit of the Lorenz system and how its fixed points repel, for every rho that the slider is set to.

    Args:
        values: values rho of the slider.
        value: where it stands first.
        dt: length of a step, in units of time.
        steps: length of the orbit.
    """
    rho = np.array(values, dtype=float)
    starts = np.stack([10.0 + 0 * rho, 10.0 + 0 * rho, rho / 2], axis=1)
    orbits, growth = lyapunov.neighbour_growth(Lorenz(rho=rho), starts, steps, dt)  # all values at once
    exponents = growth[-steps // 4 :].mean(axis=0) / dt

    def draw(rho):
        system, column = Lorenz(rho=rho), values.index(rho)
        points = system.fixed_points()
        largest = [np.linalg.eigvals(system.jacobian(point)).real.max() for point in points]
        text = f"ρ = {rho:g}: largest real part {largest[0]:.2f} at the origin"
        text += f", {largest[1]:.2f} at C±" if len(points) > 1 else ""
        axes = plots.lorenz_orbit(orbits[:, column], points, dt, f"ρ = {rho:g}")
        return axes, f"{text}; exponent of the last quarter ≈ {exponents[column]:.2f}"

    slider = Stepped("ρ", values, value)
    Explorer("From which ρ on does the orbit never settle?", slider, draw).show()


def double_pendulum(
    angles=(10, 30, 60, 90, 120, 150, 179), perturbations=(1e-9, 1e-7, 1e-5, 1e-3), dt=0.02, steps=800
) -> None:
    """Two double pendulums released from rest, for every angle and every perturbation that two sliders are set to.

    Args:
        angles: values of the first slider, both angles at the beginning, in degrees.
        perturbations: values of the second slider, by which the second pendulum differs, in rad.
        dt: time between two states, s.
        steps: length of the orbits.
    """
    system = DoublePendulum()
    starts = np.zeros((len(angles), len(perturbations), 2, 4))
    starts[..., :2] = np.radians(angles)[:, None, None, None]
    starts[:, :, 1, 1] += np.array(perturbations)
    orbits = integrate(system, starts, steps, dt, substeps=2)  # all settings at once

    def draw(angle, perturbation):
        pair = orbits[:, angles.index(angle), perturbations.index(perturbation)]
        tips = plots.rods(pair, system.l)[:, :, 2]
        apart = np.linalg.norm(tips[:, 0] - tips[:, 1], axis=-1) > 0.1 * system.l
        when = f"after ≈ {dt * (np.argmax(apart) + 1):.1f} s" if apart.any() else f"not within {dt * steps:g} s"
        text = f"released at {angle}°, {perturbation:g} rad apart: the tips are apart by a tenth of a rod {when}"
        return plots.pendulum_parting(pair, dt, system.l, title=f"released at {angle}°"), text

    angle = Stepped("angle", angles, 120, "°")
    apart = Stepped("apart", perturbations, 1e-5, "rad")
    question = "From which angle on do neighbours separate exponentially, and what does a smaller perturbation buy?"
    explorer = Explorer(question, angle, lambda degrees: draw(degrees, apart.value))
    explorer.add(apart)
    explorer.show()
