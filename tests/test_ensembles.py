"""Random driven networks, and the theory beside them: known values, exact laws, and the table that is shipped."""

import numpy as np
import pytest
import torch

from data import make_driven_regimes
from sheet_utils import ensembles
from sheet_utils.checks import probing
from sheet_utils.lyapunov import driven_spectrum
from sheet_utils.piecewise import load_table


def mean_of_all(g, sigma, orthogonal=False):
    """The mean of all exponents for N -> infinity: the average of ln |det J| / N over time.

    det J is the product of all slopes and det V. For an orthogonal V that is ln g + <ln slope>; for a Gaussian one
    ln |det V| / N tends to ln g - 1/2, so the mean is half a nat lower.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(200)
    u = np.sqrt(ensembles.mean_field_variance(g, sigma)) * nodes
    slopes = weights @ np.log(np.cosh(u)) / weights.sum()
    return float(np.log(g) - 2 * slopes - (0 if orthogonal else 0.5))


@pytest.mark.parametrize(
    ("g", "value"), [(1.2, 0.0165), (1.5, 0.0652), (2.0, 0.1547), (3.0, 0.3102), (5.0, 0.5324), (10.0, 0.8564)]
)
def test_mean_field_values_without_input(g, value):
    assert abs(ensembles.mean_field_exponent(g, 0.0) - value) < 1e-4


def test_below_the_transition_it_is_the_logarithm_of_the_gain():
    for g in (0.3, 0.5, 0.9):
        assert abs(ensembles.mean_field_exponent(g, 0.0) - np.log(g)) < 1e-9


def test_without_slopes_the_means_are_known():
    """At rest an orthogonal network has one exponent only, and the mean of a Gaussian one is half a nat lower."""
    assert abs(mean_of_all(0.5, 0.0, orthogonal=True) - np.log(0.5)) < 1e-9
    assert abs(mean_of_all(0.5, 0.0) - np.log(0.5) + 0.5) < 1e-9


@pytest.mark.parametrize("orthogonal", [True, False])
def test_networks_have_the_largest_exponent_and_the_mean_of_the_theory(orthogonal):
    rng, N = np.random.default_rng(0), 60
    net = ensembles.random_network(N, 2.0, rng, orthogonal)
    s = ensembles.gaussian_inputs(220, 2, N, 1.0, rng)
    lam = driven_spectrum(net, s, T_trans=10, T_trans_Q=10).mean
    assert abs(lam[0] - ensembles.mean_field_exponent(2.0, 1.0)) < 0.06
    assert abs(lam.mean() - mean_of_all(2.0, 1.0, orthogonal)) < 0.06
    # A wrong theory shows: the other kind of weights, no input, bits.
    assert abs(lam.mean() - mean_of_all(2.0, 1.0, not orthogonal)) > 0.4
    assert abs(lam.mean() - mean_of_all(2.0, 0.0, orthogonal)) > 0.15
    assert abs(lam.mean() - mean_of_all(2.0, 1.0, orthogonal) / np.log(2)) > 0.4


def test_at_rest_a_network_has_the_exponent_of_its_largest_eigenvalue():
    rng = np.random.default_rng(3)
    net = ensembles.random_network(50, 0.7, rng)
    z1 = torch.from_numpy(rng.normal(size=(1, 50)))
    spectrum = driven_spectrum(net, torch.zeros(3000, 1, 50), n_exponents=1, T_trans=500, T_trans_Q=20, z1=z1)
    assert abs(spectrum.mean[0] - np.log(np.abs(np.linalg.eigvals(net.V.numpy())).max())) < 2e-3


def test_orthogonal_networks_keep_lengths_and_gaussian_ones_have_their_variance():
    net = ensembles.random_network(40, 3.0, np.random.default_rng(1), orthogonal=True)
    assert torch.allclose(net.V.T @ net.V, 9 * torch.eye(40, dtype=torch.float64))
    net = ensembles.random_network(200, 3.0, np.random.default_rng(1))
    assert abs(float(net.V.var()) - 9 / 200) < 1e-3


def test_the_table_is_what_the_script_measures():
    rows = load_table("driven_regimes.csv")
    assert [(row["g"], row["sigma"], row["weights"] == "orthogonal") for row in rows] == make_driven_regimes.CASES
    for row in rows:
        assert abs(row["theory"] - ensembles.mean_field_exponent(row["g"], row["sigma"])) < 1e-4
    for row in (rows[6], rows[15]):  # g = 3 without input, g = 0.5 with some
        case = row["g"], row["sigma"], row["weights"] == "orthogonal"
        again = make_driven_regimes.measure(*case, nets=2, T=600, T_trans=400)
        # Two shorter runs of other length: the table's error bar times ten, and the chance of two nets.
        assert abs(again["measured"] - row["measured"]) < 10 * row["error"] + 3 * again["error"]


def test_finite_networks_agree_with_the_theory_as_the_notebook_says():
    rows = {(row["weights"], row["g"], row["sigma"]): row for row in load_table("driven_regimes.csv")}
    off = {key: row["measured"] - row["theory"] for key, row in rows.items()}
    assert all(0 < off["gaussian", g, 0.0] < 0.07 for g in (0.5, 0.8, 0.95))
    assert all(-0.06 < off["gaussian", g, 0.0] < 0 for g in (1.2, 1.5, 2.0, 3.0, 5.0, 10.0))
    assert all(
        abs(off["orthogonal", g, sigma]) < 0.05 for g in (0.5, 1.0, 1.5, 2.0, 3.0, 10.0) for sigma in (0.5, 1.0, 2.0)
    )


def test_theory_and_networks_are_no_answer_key():
    for call in (
        lambda: ensembles.mean_field_exponent(2.0, 0.0),
        lambda: ensembles.random_network(4, 1.0, np.random.default_rng(0), orthogonal=True),
    ):
        with probing.sheltered(), pytest.raises(RuntimeError, match="yourself"):
            call()


def test_he_and_glorot_differ_where_both_layers_are_random():
    """One step multiplies a small state by sqrt(2) under He, and by sqrt(2 N k) / (N + k) under Glorot."""
    N, k = 200, 800
    expected = {"He": 2**0.5, "Glorot": (2 * N * k) ** 0.5 / (N + k)}
    for scheme, factor in expected.items():
        rng = np.random.default_rng(3)
        A, W = ensembles.layered_network(N, k, scheme, rng)
        assert A.shape == W.T.shape == (N, k)
        z = 1e-6 * rng.normal(size=(N, 20))
        grown = np.linalg.norm(np.tanh(A @ np.maximum(W @ z, 0)), axis=0) / np.linalg.norm(z, axis=0)
        assert grown.mean() == pytest.approx(factor, rel=0.05)
    with pytest.raises(ValueError, match="He, Glorot"):
        ensembles.layered_network(3, 4, "Xavier", rng)
