"""Piecewise-linear maps against exact facts, against fine grids, and against themselves without numba."""

import subprocess
import sys

import numpy as np
import pytest

from data import make_period_three
from sheet_utils import piecewise, runtime
from sheet_utils.systems import logistic_entropy, logistic_laps, tent

TENT = np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 0.0])


STEFAN = np.array([0.0, 0.5, 1.0]), np.array([0.5, 1.0, 0.0])  # 0 -> 1/2 -> 1 -> 0, through its knots


GOLDEN = np.log((1 + 5**0.5) / 2)


def wilson(hits, n, z):
    share = hits / n
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (share + z**2 / (2 * n) - half) / (1 + z**2 / n), (share + z**2 / (2 * n) + half) / (1 + z**2 / n)


@pytest.mark.parametrize(("k", "sigma2"), [(1, 5.0), (12, 300.0), (64, 100.0), (200, 1000.0)])
def test_knots_give_the_network(k, sigma2):
    a, b = piecewise.draw(np.random.default_rng(k), 20, k, sigma2)
    z = np.linspace(0, 1, 2001)
    for weights, biases in zip(a, b, strict=True):
        x, y = piecewise.knots(weights, biases)
        assert x[0] == 0
        assert x[-1] == 1
        assert (np.diff(x) > 0).all()
        assert y.min() >= 0
        assert y.max() <= 1
        network = np.clip(np.maximum(z[:, None] - biases, 0) @ weights, 0, 1)
        assert np.abs(np.interp(z, x, y) - network).max() < 1e-9


def test_iterates_are_the_map_applied_again():
    a, b = piecewise.draw(np.random.default_rng(1), 20, 32, 300.0)
    z = np.linspace(0, 1, 5001)
    for weights, biases in zip(a, b, strict=True):
        x, y = piecewise.knots(weights, biases)
        expected = z
        for n in (1, 2, 3):
            expected = np.interp(expected, x, y)
            assert np.abs(np.interp(z, *piecewise.iterate(x, y, n)) - expected).max() < 1e-8


def test_the_tent_has_all_its_cycles():
    # 2^p points come back after p steps; those of lower periods are taken off.
    for p, number in [(1, 2), (2, 2), (3, 6), (4, 12), (5, 30), (6, 54)]:
        points = piecewise.periodic_points(*TENT, p)
        assert len(points) == number
        image = points
        for _ in range(p):
            image = tent(image)
        assert np.abs(image - points).max() < 1e-10
    assert np.allclose(piecewise.periodic_points(*TENT, 3)[:3], [2 / 9, 2 / 7, 4 / 9])


def test_cycles_through_knots_are_found_once():
    assert np.allclose(piecewise.periodic_points(*STEFAN, 3), [0, 0.5, 1])
    assert all(len(piecewise.periodic_points(*STEFAN, p)) for p in range(1, 8))
    assert len(piecewise.periodic_points([0, 0.5, 1], [0.25, 0.5, 0.25], 3)) == 0


@pytest.mark.parametrize("sigma2", [50.0, 100.0, 1000.0])
def test_a_fine_grid_agrees(sigma2):
    a, b = piecewise.draw(np.random.default_rng(2), 60, 24, sigma2)
    exact = piecewise.have_period(a, b, 3)
    z = (np.arange(200_000) + 0.5) / 200_000
    changes = lambda y: np.count_nonzero(np.diff(y > z))
    for weights, biases, answer in zip(a, b, exact, strict=True):
        x, y = piecewise.knots(weights, biases)
        once = np.interp(z, x, y)
        found = changes(np.interp(np.interp(once, x, y), x, y)) - changes(once)
        assert len(piecewise.periodic_points(x, y, 3)) == found
        assert (found > 0) == answer


def test_periods_come_in_sharkovskys_order():
    a, b = piecewise.draw(np.random.default_rng(3), 3000, 32, 60.0)
    periods = [piecewise.have_period(a, b, p) for p in (3, 5, 7, 6, 4, 2, 1)]
    assert 100 < periods[0].sum() < periods[-2].sum()
    assert periods[-1].all()
    for stronger, weaker in zip(periods, periods[1:], strict=False):
        assert not (stronger & ~weaker).any()


@pytest.mark.parametrize(("k", "sigma2"), [(16, 50.0), (64, 2.0), (64, 100.0)])
def test_rows_of_the_table_are_current(k, sigma2):
    a, b = make_period_three.draw(k, sigma2, make_period_three.NETS)
    table = [r for r in piecewise.load_table("period_three.csv") if r["k"] == k and r["sigma2"] == sigma2]
    assert {row["period"] for row in table} == set(make_period_three.PERIODS)
    for row in table:
        assert piecewise.have_period(a, b, row["period"]).sum() == row["hits"]


@pytest.mark.parametrize("sigma2", [2, 10, 50, 100, 1000])
def test_a_fresh_sample_agrees_with_the_table(sigma2):
    row = next(
        r for r in piecewise.load_table("period_three.csv") if (r["k"], r["sigma2"], r["period"]) == (64, sigma2, 3)
    )
    a, b = piecewise.draw(np.random.default_rng(4), 4000, 64, float(sigma2))
    low, high = wilson(piecewise.have_period(a, b, 3).sum(), len(a), z=4)
    assert low <= row["hits"] / row["nets"] <= high


def test_the_rates_are_those_that_the_sheet_names():
    rate = {(r["k"], r["sigma2"], r["period"]): r["hits"] / r["nets"] for r in piecewise.load_table("period_three.csv")}
    assert rate[64, 2, 3] == rate[512, 2, 3] == 0
    for k in (64, 512):
        assert 0.001 < rate[k, 10, 3] < 0.003
        assert 0.045 < rate[k, 50, 3] < 0.06
        assert 0.10 < rate[k, 100, 3] < 0.13
        assert 0.31 < rate[k, 1000, 3] < 0.37
    assert not any(r["hits"] for r in piecewise.load_table("period_three.csv") if r["regime"] == "low")


def test_all_periods_at_once_are_those_that_one_by_one_are_found():
    for x, y in (TENT, STEFAN, (np.array([0.0, 0.5, 1.0]), np.array([0.2, 0.7, 0.1]))):
        assert piecewise.periods(x, y, 7) == [p for p in range(1, 8) if len(piecewise.periodic_points(x, y, p))]
    assert piecewise.periods([0, 1], [1, 0], 5) == [1, 2]


def test_orbits_are_clipped_where_they_shall_be():
    a, b = np.array([1.9999, -4.0]), np.array([-0.01, 0.502])
    clipped, free = (piecewise.pair_of_orbits(a, b, [0.4, 0.5], 1, clip)[1] for clip in (True, False))
    assert np.allclose(free, [0.819959, 1.019949])
    assert np.allclose(clipped, [0.819959, 1.0])


def test_small_variance_is_order():
    """Below slope 1 there is no cycle at all, and the bounds of the sheet hold."""
    for k in (8, 16, 64):
        a, b = piecewise.draw(np.random.default_rng(5), 5000, k, 1 / (4 * np.log(k)))
        steepest = [np.abs(np.diff(y) / np.diff(x)).max() for x, y in map(piecewise.knots, a, b)]
        assert np.mean(np.array(steepest) > 1) < min(1 / k, 4 / k**2)
        assert not piecewise.have_period(a, b, 2)[np.array(steepest) < 1].any()


def test_regions_and_laps():
    for n in range(1, 9):
        X, Y = piecewise.iterate(*TENT, n)
        assert piecewise.linear_regions(X, Y) == piecewise.laps(X, Y) == 2**n
    fibonacci = [piecewise.laps(*piecewise.iterate(*STEFAN, n)) for n in range(1, 12)]
    assert fibonacci[:5] == [2, 3, 5, 8, 13]
    assert np.log(fibonacci[-1] / fibonacci[-2]) == pytest.approx(GOLDEN, abs=1e-3)
    x = np.array([0.0, 0.1, 0.3, 0.6, 1.0])
    assert piecewise.linear_regions(x, 0.7 * x) == 1
    assert piecewise.laps(x, np.zeros(5)) == 1


def test_layers_stack_to_the_tents_iterates():
    x = y = np.array([0.0, 1.0])
    for n in range(1, 7):
        x, y = piecewise.layer(x, y, [1.0, 1.0], [0.0, -0.5], [2.0, -4.0])
        assert piecewise.linear_regions(x, y) == 2**n
        z = np.linspace(0, 1, 997)
        expected = z
        for _ in range(n):
            expected = tent(expected)
        assert np.abs(np.interp(z, x, y) - expected).max() < 1e-9


def test_entropy_of_the_logistic_map():
    assert list(logistic_laps(4.0, 8)) == [2**n for n in range(1, 9)]
    assert logistic_entropy(4.0) == pytest.approx(np.log(2), abs=1e-6)
    assert logistic_entropy(3.83) == pytest.approx(GOLDEN, abs=1e-5)
    assert logistic_entropy(3.2) == logistic_entropy(3.5) == 0
    for r in (3.7, 3.83, 3.95):
        laps = logistic_laps(r, 18)
        assert np.log(laps[-1] / laps[-2]) == pytest.approx(logistic_entropy(r), abs=5e-3)


def test_nothing_is_an_answer_key():
    x, y = TENT
    a, b = piecewise.draw(np.random.default_rng(6), 2, 3, 2.0)
    with runtime.judging():
        for call in (
            lambda: piecewise.iterate(x, y, 2),
            lambda: piecewise.periodic_points(x, y, 3),
            lambda: piecewise.linear_regions(x, y),
            lambda: piecewise.laps(x, y),
            lambda: piecewise.have_period(a, b),
            lambda: piecewise.have_period_on_grid(a, b),
            lambda: piecewise.compose(x, y, x, y),
            lambda: piecewise.periods(x, y, 3),
            lambda: piecewise.pair_of_orbits(a[0], a[0], [0.1], 3),
        ):
            with pytest.raises(RuntimeError, match="yourself"):
                call()


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="x, y: expected knots"):
        piecewise.iterate([0, 0.5, 0.5, 1], [0, 1, 1, 0], 2)
    with pytest.raises(ValueError, match="a, b: expected one shape"):
        piecewise.have_period(np.zeros((2, 3)), np.zeros((2, 4)))
    with pytest.raises(ValueError, match="p: expected a whole number"):
        piecewise.periodic_points(*TENT, 0)


def test_without_numba_the_answers_are_the_same():
    program = """
import sys
sys.modules["numba"] = None
import numpy as np
from sheet_utils import piecewise
assert not piecewise.AVAILABLE
a, b = piecewise.draw(np.random.default_rng(7), 150, 16, 200.0)
print([int(p) for p in (2, 3, 5)], [piecewise.have_period(a, b, p).tolist() for p in (2, 3, 5)])
"""
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    a, b = piecewise.draw(np.random.default_rng(7), 150, 16, 200.0)
    assert done.stdout.strip() == f"[2, 3, 5] {[piecewise.have_period(a, b, p).tolist() for p in (2, 3, 5)]}"
