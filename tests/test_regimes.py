"""The networks with a knob: their regimes, their Jacobian products, the gradients of their loss."""

import numpy as np
import pytest

from sheet_utils import regimes
from sheet_utils.regimes import GAINS, SHORT, FourUnits


@pytest.fixture(scope="module")
def networks():
    return {name: FourUnits(gain) for name, gain in GAINS.items()}


def test_the_knob_is_the_spectral_radius():
    for gain in (0.5, 1.0, 2.0):
        assert np.abs(np.linalg.eigvals(FourUnits(gain).W)).max() == pytest.approx(gain)


def test_jacobians_are_derivatives(networks):
    network, z, h = networks["chaos"], np.array([0.2, -0.4, 0.1, 0.3]), 1e-6
    s = regimes.inputs(1)
    columns = [(network.run(s, z + h * d)[1] - network.run(s, z - h * d)[1]) / (2 * h) for d in np.eye(4)]
    assert np.allclose(network.jacobians(network.run(s, z))[0], np.transpose(columns), atol=1e-8)


def test_every_regime_is_what_it_is_called(networks):
    periods = {name: regimes.period(regimes.settled(network, 300)) for name, network in networks.items()}
    assert periods == {"fixed point": 1, "cycle": 6, "quasi-periodic": 0, "chaos": 0}
    exponents = dict(zip(GAINS, regimes.largest_exponents(list(GAINS.values())), strict=True))
    assert exponents["fixed point"] < -0.2
    assert exponents["cycle"] == pytest.approx(-0.08, abs=0.005)
    assert exponents["chaos"] > 0.15
    assert abs(exponents["quasi-periodic"]) < 2e-3


def test_log_norms_are_those_of_the_products(networks):
    J = networks["chaos"].jacobians(regimes.settled(networks["chaos"], 8, SHORT))
    product = np.eye(4)
    for factor, found in zip(J, regimes.log_norms(J), strict=True):
        product = factor @ product
        assert found == pytest.approx(np.log(np.linalg.norm(product, 2)))


def test_the_norms_obey_the_three_theorems(networks):
    """Bounded or not, and at which rate: what the pictures of notebook 3 show."""
    s = regimes.inputs(200, signal=False)
    last = {}
    for name, network in networks.items():
        z = regimes.settled(network, 200, SHORT)
        tangents = regimes.tangent_norms(network, z, s)
        last[name] = np.exp(regimes.log_norms(network.jacobians(z))[-1]), tangents
    assert last["fixed point"][0] < 1e-15 and last["cycle"][0] < 1e-4
    assert 0.1 < last["quasi-periodic"][0] < 10
    assert last["chaos"][0] > 1e12 and last["chaos"][1][-1] > 1e12
    for name in ("fixed point", "cycle"):
        assert last[name][1][100:].max() < 2 * last[name][1][:100].max()
    circling = last["quasi-periodic"][1]
    assert 3 < circling[179:].mean() / circling[19:39].mean() < 12


def test_the_sum_of_the_terms_is_the_slope_of_the_loss(networks):
    network, s = networks["chaos"], regimes.inputs(12)
    z, x = network.run(s), regimes.data(12)[-1]
    gradient = regimes.reference_terms(network.W, network.C, z, s, z[-1] - x).sum(axis=0)
    for place in [(1, 2), (3, 0), (2, 4)]:
        shift = np.zeros((4, 5))
        shift[place] = 1e-6
        ends = [regimes.last_loss(network.theta + sign * shift, z[0], s, x) for sign in (1, -1)]
        assert gradient[place] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-5)


def test_the_oldest_terms_carry_the_gradient_in_chaos_and_the_newest_at_a_fixed_point(networks):
    ratios = {name: regimes.term_sizes(network, 80)[-1][[0, -1]] for name, network in networks.items()}
    assert ratios["chaos"][0] > 1e5 * ratios["chaos"][1]
    assert ratios["fixed point"][0] < 1e-5 * ratios["fixed point"][1]
    assert 0.1 < ratios["quasi-periodic"][0] / ratios["quasi-periodic"][1] < 10


def test_terms_of_a_student_are_used(networks):
    nothing = lambda W, C, z, s, e: np.zeros((len(s), 4, 5))
    s = regimes.inputs(10)
    assert not regimes.gradient_norms(
        networks["chaos"], networks["chaos"].run(s), s, regimes.data(10), [5, 10], nothing
    ).any()


def test_the_usable_step_is_what_exercise_3_3_asks_for(networks):
    found = [np.log10(regimes.usable_step(networks["chaos"], T)) for T in (10, 40, 70)]
    assert np.allclose(found, [-3, -6, -9])
    # No ratio is so close to the limit that another machine could decide otherwise.
    for T, power in zip((10, 40, 70), (-3, -6, -9), strict=True):
        inside, outside = regimes.descent_ratios(networks["chaos"], T, [10.0**power, 10.0 ** (power + 1)])
        assert abs(inside - 1) < 0.08 and abs(outside - 1) > 0.15
    assert regimes.usable_step(networks["fixed point"], 70) >= 1e-3


def test_the_piecewise_network_has_a_cycle_of_four_and_bounded_tangents():
    z, norms = regimes.piecewise_tangents(np.random.default_rng(0).uniform(-5, 5, (40, 2)), 400)
    assert np.abs(z[-1] - z[-5]).max() < 1e-6 < np.abs(z[-1] - z[-3]).max()
    ends = norms[-4:]
    assert np.ptp(np.sort(ends, axis=0), axis=1).max() < 1e-3
    assert norms.max() < 1e4


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
