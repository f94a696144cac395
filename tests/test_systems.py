"""Lorenz and its integrator against exact facts."""

import numpy as np
import pytest

from benchmarks.reference_systems import CatMap, Gopy, Henon, Lorenz96, Rossler, logistic_superstable
from sheet_utils.runtime import judging
from sheet_utils.systems import DoublePendulum, Lorenz, integrate, logistic_diagram

lorenz, pendulum = Lorenz(), DoublePendulum(m=1.3, l=0.7, g=9.5)


@pytest.mark.parametrize(
    ("system", "u"),
    [
        (lorenz, [1.0, -2.0, 20.0]),
        (Rossler(), [1.0, -2.0, 3.0]),
        (Lorenz96(), [1.0, -2.0, 3.0, 0.5, 7.0, -1.5]),
        (pendulum, [0.7, 2.1, -0.4, 1.1]),
        (Henon(), [0.3, -0.2]),
        (CatMap(), [0.31, 0.22]),
        (Gopy(), [0.8, 0.3]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_jacobian_is_the_derivatives(system, u):
    u, h = np.array(u), 1e-6
    function = system.derivative if hasattr(system, "derivative") else system.step
    numeric = np.stack([(function(u + h * e) - function(u - h * e)) / (2 * h) for e in np.eye(len(u))], axis=1)
    assert np.allclose(system.jacobian(u), numeric, atol=1e-6)


@pytest.mark.parametrize(("system", "size"), [(lorenz, 3), (Rossler(), 3), (Lorenz96(), 5), (pendulum, 4)])
def test_many_states_at_once_are_as_one_by_one(system, size):
    states = np.random.default_rng(0).normal(size=(2, 3, size))
    one_by_one = np.array([[system.derivative(u) for u in row] for row in states])
    assert np.allclose(system.derivative(states), one_by_one)


def test_a_parameter_may_be_an_array_with_a_value_for_every_state():
    """So a slider integrates all its values at once; two starts for each of four values tell one axis from another."""
    rho, u = np.array([5.0, 14.0, 20.0, 28.0]), np.random.default_rng(0).normal(size=(2, 4, 3))
    at_once = Lorenz(rho=rho).derivative(u)
    assert at_once.shape == u.shape
    for column, value in enumerate(rho):
        np.testing.assert_array_equal(at_once[:, column], Lorenz(rho=value).derivative(u[:, column]))


def test_the_pendulum_follows_hamiltons_equations():
    """du/dt = (dH/dp, -dH/dtheta), where the energy is H."""
    u, h = np.array([0.7, 2.1, -0.4, 1.1]), 1e-6
    slope = np.array([(pendulum.energy(u + h * e) - pendulum.energy(u - h * e)) / (2 * h) for e in np.eye(4)])
    assert np.allclose(pendulum.derivative(u), [slope[2], slope[3], -slope[0], -slope[1]], atol=1e-7)


def test_the_pendulums_energy_is_that_of_its_rods():
    """Kinetic energy of the centres and of the turning about them, and the height of the centres."""
    u, h = np.array([0.7, 2.1, -0.4, 1.1]), 1e-6
    m, l, g = pendulum.m, pendulum.l, pendulum.g
    inner = lambda a: l / 2 * np.array([np.sin(a[0]), -np.cos(a[0])])
    outer = lambda a: 2 * inner(a) + l / 2 * np.array([np.sin(a[1]), -np.cos(a[1])])
    theta, omega = u[:2], pendulum.velocities(u)
    speeds = [(place(theta + h * omega) - place(theta - h * omega)) / (2 * h) for place in (inner, outer)]
    kinetic = sum(0.5 * m * speed @ speed for speed in speeds) + m * l**2 / 24 * omega @ omega
    assert pendulum.energy(u) == pytest.approx(kinetic + m * g * (inner(theta)[1] + outer(theta)[1]))


def test_the_pendulum_keeps_its_energy_the_better_the_finer_the_steps():
    start = np.array([1.0, 0.5, 0.0, 0.0])
    orbits = [integrate(pendulum, start, 20, 0.1, substeps) for substeps in (5, 10)]
    coarse, fine = (np.abs(pendulum.energy(orbit) - pendulum.energy(start)).max() for orbit in orbits)
    assert coarse < 1e-3
    assert 16 < coarse / fine < 64


def test_the_pendulums_energy_is_no_answer_key():
    with judging(), pytest.raises(RuntimeError, match="energy"):
        pendulum.energy(np.zeros(4))


def test_fixed_points_rest_and_have_the_known_eigenvalues():
    points = lorenz.fixed_points()
    assert np.allclose(lorenz.derivative(points), 0, atol=1e-12)
    assert np.allclose(
        sorted(np.linalg.eigvals(lorenz.jacobian(points[0])).real), [-22.8277, -8 / 3, 11.8277], atol=1e-3
    )
    at_wing = np.linalg.eigvals(lorenz.jacobian(points[1]))
    assert np.allclose(sorted(at_wing.real), [-13.8546, 0.0940, 0.0940], atol=1e-3)
    assert len(Lorenz(rho=0.5).fixed_points()) == 1


def test_the_integrator_is_of_fourth_order():
    fine = integrate(lorenz, [1, 1, 20], 10, dt=0.05, substeps=64)[-1]
    errors = [np.abs(integrate(lorenz, [1, 1, 20], 10, dt=0.05, substeps=n)[-1] - fine).max() for n in (2, 4, 8)]
    assert 12 < errors[0] / errors[1] < 20
    assert 12 < errors[1] / errors[2] < 20


def test_volume_shrinks_at_the_exact_rate():
    assert sum(np.diag(lorenz.jacobian([3, 4, 5]))) == pytest.approx(-41 / 3)
    assert sum(Lorenz.REFERENCE_EXPONENTS) == pytest.approx(-41 / 3, abs=2e-3)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="steps: .*got -3"):
        integrate(lorenz, [1, 1, 1], -3)
    with pytest.raises(ValueError, match="dt: .*nan"):
        integrate(lorenz, [1, 1, 1], 3, dt=float("nan"))
    with pytest.raises(FloatingPointError, match="step"):
        integrate(lorenz, [1, 1, 20], 50, dt=1.0)


def test_the_logistic_diagram_knows_cycles():
    X, lam = logistic_diagram(np.array([2.5, 3.2, 1 + 8**0.5 + 1e-4]), 0.4, 60, 3000)
    assert np.ptp(X[:, 0]) < 1e-9
    assert lam[0] == pytest.approx(np.log(0.5))
    assert np.ptp(X[::2, 1]) < 1e-9
    assert lam[1] == pytest.approx(0.5 * np.log(abs(4 + 2 * 3.2 - 3.2**2)))
    assert np.ptp(X[::3, 2]) < 1e-9
    assert np.allclose(np.sort(X[:3, 2]), [0.1599288, 0.5143553, 0.9563178], atol=0.01)
    assert logistic_superstable(0, 2.1) == pytest.approx(2)
    assert logistic_superstable(1, 3.2) == pytest.approx(1 + 5**0.5)
