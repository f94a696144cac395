"""Lorenz and its integrator against exact facts."""

import numpy as np
import pytest

from sheet_utils.systems import Lorenz, integrate

lorenz = Lorenz()


def test_the_jacobian_is_the_derivatives():
    u, h = np.array([1.0, -2.0, 20.0]), 1e-6
    numeric = np.stack(
        [(lorenz.derivative(u + h * e) - lorenz.derivative(u - h * e)) / (2 * h) for e in np.eye(3)], axis=1
    )
    assert np.allclose(lorenz.jacobian(u), numeric, atol=1e-6)


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
    assert 12 < errors[0] / errors[1] < 20 and 12 < errors[1] / errors[2] < 20


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
