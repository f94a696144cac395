"""The network with a knob: its regimes, its Jacobian products, the gradients of its loss."""

import numpy as np
import pytest

from sheet_utils import regimes
from sheet_utils.regimes import GAINS, FourUnits


@pytest.fixture(scope="module")
def networks():
    return {name: FourUnits(gain) for name, gain in GAINS.items()}


def test_the_knob_is_the_spectral_radius():
    for gain in (0.5, 1.0, 2.0):
        assert np.abs(np.linalg.eigvals(FourUnits(gain).weights)).max() == pytest.approx(gain)


def test_jacobians_are_derivatives(networks):
    network, z, h = networks["chaos"], np.array([0.2, -0.4, 0.1, 0.3]), 1e-6
    columns = [(network.step(z + h * d) - network.step(z - h * d)) / (2 * h) for d in np.eye(4)]
    assert np.allclose(network.jacobian(z), np.transpose(columns), atol=1e-8)


def test_every_regime_is_what_it_is_called(networks):
    periods = {name: regimes.period(regimes.orbit(network, 301)) for name, network in networks.items()}
    assert periods == {"fixed point": 1, "cycle": 6, "quasi-periodic": 0, "chaos": 0}
    exponents = {name: regimes.largest_exponent(network) for name, network in networks.items()}
    assert exponents["fixed point"] == pytest.approx(np.log(0.8), abs=1e-3)
    assert exponents["cycle"] < -0.05
    assert exponents["chaos"] > 0.15
    assert abs(exponents["quasi-periodic"]) < 2e-3


def test_the_norm_falls_on_a_cycle_as_theorem_1_says(networks):
    Z = regimes.orbit(networks["cycle"], 6001)
    J = regimes.jacobians(networks["cycle"], Z)
    turn = np.linalg.multi_dot(J[5::-1])
    predicted = np.log(np.abs(np.linalg.eigvals(turn)).max()) / 6
    logs = regimes.log_norms(J)
    # The leading eigenvalues are a complex pair, so the norm swings about its line.
    assert logs[-1] / 6000 == pytest.approx(predicted, rel=5e-3)


def test_the_norm_rises_in_chaos_as_theorem_2_says(networks):
    logs = regimes.log_norms(regimes.jacobians(networks["chaos"], regimes.orbit(networks["chaos"], 20_001)))
    assert logs[-1] / len(logs) == pytest.approx(regimes.largest_exponent(networks["chaos"]), rel=0.06)


def test_the_norm_of_a_quasi_periodic_orbit_stays_as_theorem_3_says(networks):
    logs = regimes.log_norms(
        regimes.jacobians(networks["quasi-periodic"], regimes.orbit(networks["quasi-periodic"], 2001))
    )
    assert np.abs(logs).max() < 2
    assert abs(np.exp(logs[-1] / len(logs)) - 1) < 1e-3


def test_log_norms_are_those_of_the_products(networks):
    J = regimes.jacobians(networks["chaos"], regimes.orbit(networks["chaos"], 9))
    product = np.eye(4)
    for factor, found in zip(J, regimes.log_norms(J), strict=True):
        product = factor @ product
        assert found == pytest.approx(np.log(np.linalg.norm(product, 2)))


def test_the_gradient_is_the_slope_of_the_loss(networks):
    network = networks["chaos"]
    Z, _, e = regimes.loss_along(network, 12)
    gradient = regimes.gradient_terms(network, Z, regimes.sensitivities(network, Z, e)).sum(axis=0)
    targets = Z - 12 * e

    def loss(weights):
        z, total = Z[0], 0.0
        for x in targets:
            total += ((z - x) ** 2).sum()
            z = np.tanh(weights @ z)
        return total / 24

    for place in [(1, 2), (3, 0)]:
        shift = np.zeros((4, 4))
        shift[place] = 1e-6
        slope = (loss(network.weights + shift) - loss(network.weights - shift)) / 2e-6
        assert gradient[place] == pytest.approx(slope, rel=1e-6)


def test_gradients_explode_in_chaos_alone():
    short, long = {}, {}
    for name, gain in GAINS.items():
        short[name], long[name] = regimes.gradient_norms(gain, [20, 150])
    assert long["chaos"] > 1e8 * short["chaos"]
    assert all(long[name] < 5 * short[name] for name in GAINS if name != "chaos")


def test_gradients_of_a_student_are_used():
    nothing = regimes.gradient_norms(2.0, [5, 10], lambda J, e: np.zeros_like(e))
    assert not nothing.any()


def test_the_terrain_has_its_bottom_at_the_truth_and_turns_more_often_for_longer_sequences():
    gains = np.linspace(1.7, 2.3, 121)
    turns = []
    for T in (5, 50):
        losses = regimes.loss_over_gain(gains, T)
        assert losses.argmin() == 60
        assert losses[60] == pytest.approx(0, abs=1e-12)
        turns.append(np.count_nonzero(np.diff(np.sign(np.diff(losses)))))
    assert turns[0] == 1
    assert turns[1] > 20
