"""Cheapest maps against their integrals and against other positions; estimates of rare cycles against counts."""

import numpy as np
import pytest

from data import make_rare_cycles
from sheet_utils import piecewise, plots, rare_cycles, widgets
from sheet_utils.datasets import load_rows
from tests.pictures import check_told

ORDER = (1, 2, 0)
SHARKOVSKY = (3, 5, 7, 9, 6, 10, 12)


def best(order=ORDER):
    cost, t = rare_cycles.cheapest_cycle(order)
    return cost, t, rare_cycles.cheapest_spline(t, t[list(order)])[1]


@pytest.mark.parametrize("order", [ORDER, rare_cycles.ORDERS[5]], ids=["three", "five"])
def test_the_cheapest_cycle_is_a_spline_whose_cost_is_its_bending(order):
    cost, t, c = best(order)
    x = (np.arange(200_000) + 0.5) / 200_000
    u = rare_cycles.curvature(x, t, c)
    assert np.mean(u**2) / 2 == pytest.approx(cost, rel=1e-6)
    for at, value in zip(t, t[list(order)], strict=True):
        assert np.mean(np.maximum(at - x, 0) * u) == pytest.approx(value, rel=1e-6)
        assert rare_cycles.spline(at, t, c) == pytest.approx(value, rel=1e-6)
    rng = np.random.default_rng(0)
    for _ in range(50):
        gaps = np.diff(t, prepend=0.0) * np.exp(0.05 * rng.normal(size=len(t)))
        other = np.cumsum(gaps) / gaps.sum()
        assert rare_cycles.cheapest_spline(other, other[list(order)])[0] > cost


def test_the_three_cycle_costs_what_the_sheet_says():
    cost, t, _ = best()
    assert cost == pytest.approx(33.6747, abs=1e-4)
    assert t == pytest.approx([0.45741, 0.70486, 1.0], abs=1e-4)


def test_prices_fall_down_sharkovskys_order():
    costs = [best(rare_cycles.ORDERS[period])[0] for period in SHARKOVSKY]
    assert (np.diff(costs) < -0.3).all()


@pytest.mark.parametrize("period", SHARKOVSKY)
def test_an_order_is_one_cycle_of_its_period(period):
    order, point, visited = rare_cycles.ORDERS[period], 0, []
    for _ in range(period):
        visited.append(point)
        point = order[point]
    assert point == 0
    assert sorted(visited) == list(range(period))


def test_a_smaller_spline_costs_more_and_has_the_same_cycle_on_a_part():
    cost, t, c = best()
    x = (np.arange(100_000) + 0.5) / 100_000
    u = rare_cycles.curvature(x, t, c, length=0.5)
    assert np.mean(u**2) / 2 == pytest.approx(2 * cost, rel=1e-5)
    assert np.mean(np.maximum(t[0] / 2 - x, 0) * u) == pytest.approx(t[1] / 2, rel=1e-5)


def test_a_minimum_over_points_is_found_to_many_digits():
    target = np.array([0.2, 0.35, 0.8, 1.0])
    found = rare_cycles.minimise_over_points(lambda t: 3 + np.sum((t - target) ** 2), 4)
    assert found == pytest.approx(target, abs=1e-5)
    with pytest.raises(ValueError, match="last point is 1"):
        rare_cycles.minimise_over_points(np.sum, 1)


def test_shares_have_to_belong_to_the_shifts():
    with pytest.raises(ValueError, match="expected 2 numbers with the sum 1"):
        rare_cycles.draw_shifted(np.random.default_rng(0), 3, 4, 1.0, [np.sin, np.cos], (0.5, 0.4))


def estimate(k, sigma2, nets, lengths, shares, seed=0):
    _, t, c = best()
    shifts = [lambda b, length=length: rare_cycles.curvature(b, t, c, length) for length in lengths]
    a, b, u = rare_cycles.draw_shifted(np.random.default_rng(seed), nets, k, sigma2, shifts, shares)
    ratios = (u**2 / (2 * k) - a * u).sum(axis=2) / sigma2
    terms = np.exp(rare_cycles.mixture_log_weights(ratios, shares)) * piecewise.have_period(a, b, 3)
    return terms.mean(), terms.std() / np.sqrt(nets)


@pytest.mark.parametrize(("lengths", "shares"), [((1.0,), (1.0,)), ((1.0, 0.75, 0.55), (0.5, 0.3, 0.2))])
def test_shifted_maps_give_what_was_counted(lengths, shares):
    """At sigma2 = 50, where both samplers and counting work."""
    row = next(r for r in load_rows("period_three.csv") if (r["k"], r["sigma2"], r["period"]) == (64, 50, 3))
    share, error = estimate(64, 50.0, 10_000, lengths, shares)
    assert abs(share - row["hits"] / row["nets"]) < 4 * np.hypot(error, 0.0013)


def test_weights_that_are_left_out_give_another_share():
    """The comparison above is one that a sampler without weights fails."""
    _, t, c = best()
    shift = lambda b: rare_cycles.curvature(b, t, c)
    a, b, _ = rare_cycles.draw_shifted(np.random.default_rng(0), 10_000, 64, 50.0, [shift])
    assert piecewise.have_period(a, b, 3).mean() > 0.1


def test_stored_chances_agree_with_what_was_counted():
    counts = {(r["k"], r["sigma2"], r["period"]): r for r in load_rows("period_three.csv")}
    rows = load_rows("rare_cycles.csv")
    for row in rows:
        counted = counts.get((row["k"], row["sigma2"], row["period"]))
        if counted is not None:
            low, high = rare_cycles.wilson_interval(counted["hits"], counted["nets"], z=4)
            assert low - 4 * row["error"] <= row["chance"] <= high + 4 * row["error"], row
    assert {row["cost"] for row in rows if row["period"] == 3} == {round(best()[0], 4)}


@pytest.mark.parametrize("job", [(64, 20, 3), (16, 50, 3)])
def test_the_script_makes_its_rows_again_from_fewer_maps(monkeypatch, job):
    monkeypatch.setattr(make_rare_cycles, "NETS", dict.fromkeys((16, 64), 10_000))
    row = make_rare_cycles.row(*job)
    stored = next(r for r in load_rows("rare_cycles.csv") if (r["k"], r["sigma2"], r["period"]) == job)
    assert abs(float(row["chance"]) - stored["chance"]) < 5 * float(row["error"])
    assert float(row["cost_k"]) == pytest.approx(stored["cost_k"], abs=2e-3)


def test_costs_at_a_width_grow_to_the_limit():
    rows = [r for r in load_rows("rare_cycles.csv") if (r["sigma2"], r["period"]) == (2, 3)]
    costs = [row["cost_k"] for row in sorted(rows, key=lambda row: row["k"])]
    assert costs == sorted(costs)
    # The distance falls like 1 / k: from 64 to 512 by about eight.
    assert (rows[0]["cost"] - costs[1]) / (rows[0]["cost"] - costs[2]) == pytest.approx(8, rel=0.3)


def test_wilsons_interval_ends_where_the_share_is_z_errors_away():
    for hits, n, z in [(5, 10, 1.96), (3, 80, 1.96), (11, 12, 2.5)]:
        for end in rare_cycles.wilson_interval(hits, n, z):
            assert n * (hits / n - end) ** 2 == pytest.approx(z * z * end * (1 - end))
    assert rare_cycles.wilson_interval(0, 50)[0] == 0
    assert rare_cycles.wilson_interval(0, 50)[1] == pytest.approx(1.96**2 / (50 + 1.96**2))
    assert rare_cycles.wilson_interval(50, 50)[1] == 1


COUNTED = {64: [(2, 0, 32_000), (10, 51, 32_000), (50, 1748, 32_000)], 512: [(50, 1649, 32_000)]}
ESTIMATED = {64: [(2, 3e-9, 1e-9), (10, 1.3e-3, 1e-4), (50, np.nan, 1.0)]}
NAN = np.full(3, np.nan)


def spline():
    cost, t, c = best()
    return cost, t, c


PICTURES = {
    "slopes": lambda: plots.steepest_slopes({"a": np.geomspace(0.1, 9, 50), "b": [0.5, 0.7]}, 64),
    "slopes, useless": lambda: plots.steepest_slopes({"a": 3.0, "b": "text"}, 64),
    "slopes, none yet": lambda: plots.steepest_slopes({"a": None}, 64),
    "axes": lambda: plots.straightened(COUNTED, lambda s: 1 / s, np.log),
    "axes that are constant": lambda: plots.straightened(COUNTED, lambda s: 1.0, lambda p: p),
    "walks": lambda: plots.slope_walks({4: [(np.arange(4) / 4, np.ones(4))], 2: []}, 2.0),
    "cheapest map": lambda: plots.cheapest_map(spline()),
    "cheapest map, wrong": lambda: plots.cheapest_map((3.0, [0.5, 0.6, 0.7], [1.0, 2.0, 3.0])),
    "cheapest map, useless": lambda: plots.cheapest_map((3.0, [0.5, 0.6], NAN)),
    "cheapest map, none yet": lambda: plots.cheapest_map(None),
    "maps": lambda: plots.maps_over_spline({"σ² = 2": [([0, 0.5, 1], [0, 1, 0])], "none": []}, *spline()[1:]),
    "maps without a spline": lambda: plots.maps_over_spline({"σ² = 2": [([0, 1], [0, 1])]}, None, None),
    "shares": lambda: plots.log_shares(COUNTED, ESTIMATED, {64: ESTIMATED[64][:2]}, 33.67, -4),
    "shares without a line": lambda: plots.log_shares(COUNTED, ESTIMATED),
    "shares, none yet": lambda: plots.log_shares(COUNTED, None, {64: ESTIMATED[64][:2]}, 33.67),
    "heavy maps": lambda: plots.heavy_maps({"a": np.ones(20)}, [([0, 1], [0, 1])], *spline()[1:], 0.7),
    "heavy maps, useless": lambda: plots.heavy_maps({"a": NAN, "b": np.zeros(3)}, [], None, None),
    "heavy maps, none yet": lambda: plots.heavy_maps(None, [], None, None),
    "runs": lambda: plots.repeated_estimates({"a": [(1e-3, 1e-4)] * 8}, (51, 32_000)),
    "runs, useless": lambda: plots.repeated_estimates({"a": [1.0, 2.0], "b": None}, (51, 32_000)),
    "runs, none yet": lambda: plots.repeated_estimates({}, (51, 32_000)),
    "prices": lambda: plots.price_list({3: 33.67, 5: None, 6: np.array([28.0])}),
    "prices, useless": lambda: plots.price_list({3: np.nan, 5: [1.0, 2.0]}),
    "prices, none yet": lambda: plots.price_list({3: None}),
}


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_small_and_told(draw):
    check_told(*draw())


def test_a_share_of_zero_has_no_logarithm_and_hangs_from_its_bound():
    ax, _ = plots.log_shares({64: COUNTED[64]}, None)
    heights = [float(line.get_ydata()[0]) for line in ax.get_lines() if line.get_marker() == "v"]
    assert heights == [pytest.approx(np.log(rare_cycles.wilson_interval(0, 32_000)[1]))]


def test_nothing_is_shown_of_the_cheapest_map_before_there_is_one():
    axes, _ = plots.cheapest_map(None)
    assert not any(ax.lines or ax.collections for ax in axes)


def test_the_tube_of_maps_narrows_as_the_variance_falls(explorer):
    _, t, c = best()
    shown = explorer(widgets.maps_at_variance, t, c, nets=4000)
    distance = lambda: float(shown.text.rsplit("≈ ", 1)[1].rstrip("."))
    wide = distance()
    shown.slider.value = 1
    assert distance() < wide / 2
    assert "σ² = 1" in shown.text


def test_the_slider_waits_for_the_cheapest_map(capsys):
    widgets.maps_at_variance(None, None)
    assert "exercise 3.2" in capsys.readouterr().out
