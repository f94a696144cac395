"""Exponents on systems where they are exact; a wrong product order shows; the compiled path equals the plain one."""

import math

import numpy as np
import pytest
import torch

from benchmarks.reference_systems import CatMap, Henon
from sheet_utils import engine, lyapunov, runtime
from sheet_utils.models import CustomRNN
from sheet_utils.systems import Lorenz


def constant_map(J):
    J = np.asarray(J, dtype=float)
    return (lambda z: z), (lambda z: J)


def contracting_model(M=7, L=20, seed=3):
    """A model whose orbit stays finite and moves."""
    torch.manual_seed(seed)
    model = CustomRNN(M, L, 1)
    with torch.no_grad():
        model.A.uniform_(-0.5, 0.5)
        model.W1.normal_(0, 0.5 / L**0.5)
        model.W2.normal_(0, 1.5)
        model.h1.normal_()
    return model


def plain(monkeypatch):
    """Switch the compiled path off."""
    monkeypatch.setattr(engine, "supports", lambda model: False)


def test_two_variable_map_with_exact_exponents():
    # Neither orthogonal nor aligned eigenvectors: the exponents are those of the triangular matrix.
    spectrum = lyapunov.lyapunov_spectrum(constant_map([[1.1, 5.0], [0.0, 0.8]]), np.array([1.0, 1.0]), 4000, 50)
    np.testing.assert_allclose(spectrum, [math.log(1.1), math.log(0.8)], atol=1e-3)
    assert spectrum.sum() == pytest.approx(math.log(1.1 * 0.8), abs=1e-12)


def test_arnolds_cat_map():
    exact = math.log((3 + 5**0.5) / 2)
    spectrum = lyapunov.lyapunov_spectrum(CatMap(), np.array([0.1, 0.2]), 500, 50)
    np.testing.assert_allclose(spectrum, [exact, -exact], atol=1e-12)


def test_henon_map():
    spectrum = lyapunov.lyapunov_spectrum(Henon(), np.array([0.1, 0.1]), 20_000)
    assert spectrum[0] == pytest.approx(0.4192, abs=0.01)
    assert spectrum.sum() == pytest.approx(math.log(0.3), abs=1e-12)


def test_lorenz_tells_a_reversed_product_apart():
    # 0.906 per unit of time; Q <- Q J instead of J Q gives about 0.67 here.
    spectrum = lyapunov.lyapunov_spectrum(lyapunov.TimeStep(Lorenz()), np.array([5.0, 5.0, 20.0]), 6000, 500) / 0.01
    assert spectrum[0] == pytest.approx(0.906, abs=0.08)
    assert spectrum[1] == pytest.approx(0.0, abs=0.05)
    assert spectrum.sum() == pytest.approx(-41 / 3, abs=1e-3)
    assert lyapunov.kaplan_yorke_dimension(spectrum) == pytest.approx(2.062, abs=0.01)


def test_a_runge_kutta_step_has_the_jacobian_it_says():
    system, u = lyapunov.TimeStep(Lorenz(), dt=0.02), np.array([1.0, 2.0, 20.0])
    numeric = [(system.step(u + e) - system.step(u - e)) / 2e-6 for e in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(system.jacobian(u), np.stack(numeric, axis=1), atol=1e-7)


@pytest.mark.parametrize("size", [(7, 20), (10, 50), (1, 3), (17, 90), (33, 11)])
@pytest.mark.parametrize("every", [1, 4])
def test_the_compiled_path_equals_the_plain_one(size, every, monkeypatch):
    model = contracting_model(*size)
    z1, k = torch.randn(size[0]), max(1, size[0] // 2)
    fast = [lyapunov.lyapunov_spectrum(model, z1, 150, 30, n, every) for n in (None, k)]
    plain(monkeypatch)
    slow = [lyapunov.lyapunov_spectrum(model, z1, 150, 30, n, every) for n in (None, k)]
    for a, b in zip(fast, slow, strict=True):
        np.testing.assert_allclose(a[: len(a) // 2 + 1], b[: len(b) // 2 + 1], atol=1e-9)
    np.testing.assert_allclose(fast[0][:k], fast[1], atol=1e-9)


@pytest.mark.parametrize("compiled", [True, False])
def test_the_sum_is_the_mean_log_determinant(compiled, monkeypatch):
    model, z1, T = contracting_model(5, 13), torch.randn(5), 300
    if not compiled:
        plain(monkeypatch)
    spectrum = lyapunov.lyapunov_spectrum(model, z1, T, T_trans=0)
    twin = contracting_model(5, 13).double()
    z, total = z1.double(), 0.0
    with torch.no_grad():
        for _ in range(T):
            total += float(torch.linalg.slogdet(twin.jacobian(z))[1])
            z = twin(z)
    assert spectrum.sum() == pytest.approx(total / T, abs=1e-10)


@pytest.mark.parametrize("every", [2, 3, 7, 1000])
def test_no_growth_is_lost_after_the_last_orthogonalisation(every):
    # 100 is no multiple of 3 or 7, and 1000 is longer than the orbit.
    system = constant_map([[1.1, 0.3], [0.0, 0.8]])
    spectrum = lyapunov.lyapunov_spectrum(system, np.array([1.0, 1.0]), 100, 0, every=every)
    assert spectrum.sum() == pytest.approx(math.log(1.1 * 0.8), abs=1e-9)
    model, z1 = contracting_model(5, 13), torch.zeros(5)
    often, rarely = (lyapunov.lyapunov_spectrum(model, z1, 100, 10, every=n) for n in (1, min(every, 7)))
    np.testing.assert_allclose(rarely.sum(), often.sum(), atol=1e-7)


def test_the_largest_exponent_is_the_first_of_the_spectrum():
    model = contracting_model()
    largest = lyapunov.maximum_lyapunov_exponent(model, torch.ones(7), 200, 20)
    assert isinstance(largest, float)
    assert largest == pytest.approx(lyapunov.lyapunov_spectrum(model, torch.ones(7), 200, 20)[0], abs=1e-12)


def test_a_direction_that_dies_has_exponent_minus_infinity():
    model = CustomRNN(2, 1, 1)
    with torch.no_grad():
        model.A.copy_(torch.tensor([0.5, 0.0]))
        model.W1.zero_()
    spectrum = lyapunov.lyapunov_spectrum(model, torch.ones(2), 50, 0)
    assert spectrum[0] == pytest.approx(math.log(0.5), abs=0.05)
    assert spectrum[1] == -math.inf


@pytest.mark.parametrize("compiled", [True, False])
def test_an_orbit_that_runs_away_names_the_step(compiled, monkeypatch):
    model = CustomRNN(3, 4, 1)
    with torch.no_grad():
        model.A.fill_(1e100**0.25)
        model.W1.zero_()
    if not compiled:
        plain(monkeypatch)
    with pytest.raises(lyapunov.DivergedOrbit, match=r"no longer finite at step 13 of 5 \+ 100"):
        lyapunov.maximum_lyapunov_exponent(model, torch.ones(3), 100, 5)


def test_wrong_arguments_are_named():
    model = contracting_model()
    for arguments, message in [
        ((torch.ones(6), 10), r"z1: expected shape \(7,\), got \(6,\)"),
        ((torch.full((7,), torch.nan), 10), "z1: 7 of 7 entries are NaN or infinite"),
        ((torch.ones(7), 0), "T: expected a whole number >= 1, got 0"),
        ((torch.ones(7), 10, -1), "T_trans: expected a whole number >= 0, got -1"),
        ((torch.ones(7), 10, 0, 8), "n_exponents: expected at most 7, the number of units, got 8"),
        ((torch.ones(7), 10, 0, 7, 0), "every: expected a whole number >= 1, got 0"),
    ]:
        with pytest.raises(ValueError, match=message):
            lyapunov.lyapunov_spectrum(model, *arguments)
    with torch.no_grad():
        model.h1[2] = torch.nan
    with pytest.raises(ValueError, match="h1: 1 of 7 entries are NaN or infinite"):
        lyapunov.maximum_lyapunov_exponent(model, torch.ones(7), 10)
    with pytest.raises(OverflowError, match="every: tangent vectors overflow float64 within 900 steps"):
        lyapunov.lyapunov_spectrum(constant_map([[10.0]]), np.ones(1), 900, 0, every=900)


def test_exponents_are_no_answer_key():
    with runtime.judging(), pytest.raises(RuntimeError, match="lyapunov.lyapunov_spectrum is not available"):
        lyapunov.maximum_lyapunov_exponent(contracting_model(), torch.ones(7), 10)


@pytest.mark.parametrize(
    "spectrum, dimension",
    [([0.906, 0, -14.572], 2.0622), ([-1.0, -2.0], 0.0), ([1.0, 2.0], 2.0), ([-2.0, 1.0], 1.5), ([0.5, -np.inf], 1.0)],
)
def test_kaplan_yorke_dimension(spectrum, dimension):
    assert lyapunov.kaplan_yorke_dimension(spectrum) == pytest.approx(dimension, abs=1e-4)


def test_a_perturbation_grows_as_the_product_makes_it():
    J, v = np.random.default_rng(0).normal(size=(6, 3, 3)), np.array([3.0, 0.0, -1.0])
    growth, direction = lyapunov.perturbation_growth(J, v)
    w = v
    for t, step in enumerate(J):
        w = step @ w
        assert growth[t] == pytest.approx(np.log(np.linalg.norm(w) / np.linalg.norm(v)))
    assert np.allclose(direction, w / np.linalg.norm(w))


def test_products_of_norms_bound_the_product_and_order_matters():
    J = np.random.default_rng(1).normal(size=(8, 3, 3))
    growth = lyapunov.product_growth(J)
    product, reversed_product = np.eye(3), np.eye(3)
    for t, step in enumerate(J):
        product, reversed_product = step @ product, reversed_product @ step
        assert growth["norm of the product"][t] == pytest.approx(np.log(np.linalg.norm(product, 2)))
        assert growth["reversed product"][t] == pytest.approx(np.log(np.linalg.norm(reversed_product, 2)))
    norms = [np.log(np.linalg.norm(step, 2)) for step in J]
    radii = [np.log(np.abs(np.linalg.eigvals(step)).max()) for step in J]
    assert np.allclose(growth["product of the norms"], np.cumsum(norms))
    assert np.allclose(growth["product of the radii"], np.cumsum(radii))
    assert (growth["norm of the product"] <= growth["product of the norms"] + 1e-12).all()


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lyapunov.perturbation_growth, (np.ones((1, 1, 1)), np.ones(1))),
        (lyapunov.product_growth, (np.ones((1, 1, 1)),)),
        (lyapunov.kaplan_yorke_dimension, ([1.0, -2.0],)),
    ],
)
def test_what_students_write_is_no_answer_key(function, args):
    with runtime.judging(), pytest.raises(RuntimeError, match=function.__name__):
        function(*args)


def test_kaplan_yorke_dimension_refuses_nothing_and_nan():
    for spectrum in ([], [1.0, np.nan]):
        with pytest.raises(ValueError, match="spectrum: expected at least one exponent and no NaN"):
            lyapunov.kaplan_yorke_dimension(spectrum)


def test_a_spectral_norm_never_raises_on_numbers():
    matrix = torch.tensor([[3.0, 0.0], [4.0, 5.0]])
    assert lyapunov.spectral_norm(matrix).item() == pytest.approx(np.linalg.norm(matrix.numpy(), 2))
    assert lyapunov.spectral_norm(matrix * torch.inf).isnan()
    assert lyapunov.spectral_norm(torch.full((2, 2), torch.inf)).isposinf()
    with pytest.raises(ValueError, match="matrix: expected shape"):
        lyapunov.spectral_norm(torch.ones(3))
