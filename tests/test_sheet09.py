"""Sheet 09: its sliders, its pictures, and that what they show is so."""

import numpy as np
import pytest

from sheet_utils import lyapunov, plots, widgets
from sheet_utils.runtime import judging
from sheet_utils.systems import DoublePendulum, Lorenz, integrate, logistic_diagram


def test_powers_of_a_matrix_may_grow_although_its_radius_is_below_one(explorer):
    shown = explorer(widgets.matrix_powers)
    peaks = {}
    for s in (0.0, 5.0):
        shown.slider.value = s
        peaks[s] = float(shown.text.split("largest norm is ")[1].split(",")[0])
    assert peaks[0.0] == 0.9
    assert peaks[5.0] > 10


def test_rest_loses_its_hold_at_the_known_rho(explorer):
    """At rho = 1 the origin, at 24.74 the centres of the wings; only beyond has the end a positive exponent."""
    shown = explorer(widgets.lorenz_rho, steps=1500)
    for rho, signs in ((0.5, [-1]), (24.5, [1, -1]), (28.0, [1, 1])):
        shown.slider.value = rho
        found = [float(part.split(" at ")[0].split()[-1]) for part in shown.text.split(";")[0].split(", ")]
        assert len(found) == len(signs)
        assert all(value * sign > 0 for value, sign in zip(found, signs, strict=True))
    largest = lambda rho: np.linalg.eigvals(Lorenz(rho=rho).jacobian(Lorenz(rho=rho).fixed_points()[1])).real.max()
    assert largest(24.73) < 0 < largest(24.75)


def test_a_smaller_perturbation_buys_seconds_and_a_small_angle_parts_slowly(explorer):
    shown = explorer(widgets.double_pendulum)
    moment = lambda: float(shown.text.split("≈ ")[1].split(" s")[0])
    coarse = moment()
    shown.children[2].value = 1e-7
    assert coarse < moment() < 3 * coarse
    shown.slider.value = 10
    assert "not within 16 s" in shown.text


def test_the_film_strip_parts_as_its_text_says():
    start = np.radians([120.0, 150.0])
    orbits = integrate(DoublePendulum(), [[*start, 0, 0], [start[0], start[1] + 1e-5, 0, 0]], 1200, 0.01, substeps=2)
    tips = plots.rods(orbits)[:, :, 2]
    apart = np.linalg.norm(tips[:, 0] - tips[:, 1], axis=-1)
    assert apart[:400].max() < 0.1
    assert apart[1000:].max() > 1
    assert len(plots.render(plots.pendulum_strip(orbits, 0.01, every=2.0))) < 150_000


def test_rods_hang_where_they_should():
    joints = plots.rods(np.array([[0.0, 0.0, 1.0, 2.0], [np.pi / 2, np.pi, 0.0, 0.0]]), l=2.0)
    assert np.allclose(joints, [[[0, 0], [0, -2], [0, -4]], [[0, 0], [2, 0], [2, 2]]])


def test_the_logistic_diagram_is_no_answer_key():
    with judging(), pytest.raises(RuntimeError, match="logistic_diagram"):
        logistic_diagram(np.array([3.0]), 0.3, 5, 0)


def test_pictures_without_a_result():
    for axes, alt in (
        plots.circle_images({"A": np.eye(2)}),
        plots.perturbation_growth([{"a": None, "b": "text"}], [(0.9,)], [1.0], ["A"]),
        plots.product_growth({"norm of the product": np.arange(5.0)}, dt=0.1, lam=0.9),
    ):
        assert plots.render(axes) and " yet." in alt
    orbit, d = np.random.default_rng(0).normal(size=(30, 3)), np.full((30, 2), 0.1)
    assert plots.render(plots.lorenz_neighbours(orbit, orbit[:3], d, 0.1, window=(2, 20)))


def test_what_is_taken_for_the_exponent_of_lorenz():
    """The figures that notebook 1 tells: 4.2 by norms, 1.5 by radii, 0.67 in the wrong order, instead of 0.9."""
    step, dt = lyapunov.TimeStep(Lorenz()), 0.01
    J = np.array([step.jacobian(u) for u in integrate(Lorenz(), [1.0, 1.0, 20.0], 5000, dt)[1000:]])
    found = {label: values[-1] / (len(J) * dt) for label, values in lyapunov.product_growth(J).items()}
    assert abs(found["norm of the product"] - 0.9) < 0.1
    assert abs(found["product of the norms"] - 4.2) < 0.2
    assert abs(found["product of the radii"] - 1.5) < 0.2
    assert abs(found["reversed product"] - 0.67) < 0.1


def test_rounding_takes_over_after_some_116_steps():
    vectors = np.array([[np.cos(0.3), np.cos(1.7)], [np.sin(0.3), np.sin(1.7)]])
    J = np.array([vectors @ np.diag([1.1, 0.8]) @ np.linalg.inv(vectors)] * 200)
    growth, _ = lyapunov.perturbation_growth(J, vectors[:, 1])
    assert 100 < np.argmin(growth) < 135
    assert np.allclose(growth[:80], np.log(0.8) * np.arange(1, 81), atol=1e-3)


def test_the_pendulum_of_the_film_strip_keeps_its_energy_and_a_coarse_one_does_not():
    system, start = DoublePendulum(), np.array([*np.radians([120.0, 150.0]), 0, 0])
    fine, coarse = integrate(system, start, 1200, 0.01, substeps=2), integrate(system, start, 300, 0.04)
    assert np.ptp(system.energy(fine)) < 0.01
    assert np.ptp(system.energy(coarse)) > 1
