"""Sheet 12: its sliders, and what its notebooks say in numbers."""

import itertools

import numpy as np
import pytest
from traitlets import TraitError

from sheet_utils import expressivity, piecewise, published_test, widgets


def test_a_random_map_has_three_sliders(explorer):
    shown = explorer(widgets.random_map)
    assert shown.text == "σ² = 100, k = 64: 6 points of period 2, 12 of period 3"
    shown.slider.value = 2
    assert shown.text == "σ² = 2, k = 64: 0 points of period 2, 0 of period 3"
    shown.slider.value = 100
    seeds, units = shown.controls.children[1:]
    assert (units.description, seeds.description) == ("k", "map no.")
    seeds.value = 81
    assert "12 of period 3" in shown.text
    units.value = 16
    assert shown.text.startswith("σ² = 100, k = 16: ")


def test_noisy_functions_show_the_count_that_they_are_given(explorer):
    shown = explorer(widgets.noisy_functions, lambda x, y: 7)
    assert "yours: 7" in shown.text
    assert "yours: nothing yet" in explorer(widgets.noisy_functions).text
    shown.slider.value = 0.0
    assert shown.text.count("64 regions") == 2


def test_a_dragged_map_says_its_periods():
    dragged = widgets.DraggableMap([0.0, 0.5, 1.0], [0.5, 1.0, 0.0])
    assert dragged.periods == list(range(1, 10))
    assert "cycle of period 3" in dragged.text and np.allclose(np.sort(dragged.cycle), [0, 0.5, 1])
    dragged.values = [1.0, 0.5, 0.0]
    assert dragged.periods == [1, 2] and dragged.cycle == [] and "powers of two only" in dragged.text
    dragged.values = [0.2, 3.0, -1.0]
    assert list(dragged.values) == [0.2, 1.0, 0.0]
    with pytest.raises(TraitError, match="expected 3 numbers"):
        dragged.values = [0.1]


def test_two_orders_of_a_cycle_of_five_avoid_period_three():
    """Notebook 2: they are mirror images, and the one whose middle goes right is the spiral."""
    x, spared = np.arange(5) / 4, []
    for order in itertools.permutations(range(1, 5)):
        y = np.empty(5)
        y[[0, *order]] = np.array([*order, 0]) / 4
        if 3 not in piecewise.periods(x, y, 3):
            spared.append(tuple(4 * y))
    assert sorted(spared) == [(2, 4, 3, 1, 0), (4, 3, 1, 0, 2)]


def test_the_published_test_counts_cycles_of_period_two():
    """Notebook 2: 8.77 per cent in the stored run of the script, which compares the fourth iterate with x."""
    flagged = published_test.flagged(published_test.draw(np.random.default_rng(1), 4000), (2, 3, 4))
    assert 0.075 < flagged[4].mean() < 0.1
    assert np.mean(flagged[4] != flagged[2]) < 0.002
    assert flagged[3].mean() < 0.003


def test_the_published_test_judges_as_its_definition_does():
    networks = published_test.draw(np.random.default_rng(2), 50)
    x = np.linspace(-1, 1, 163)
    for i in range(50):
        w, b, v, c = (part[i] for part in networks)
        f = lambda z, w=w, b=b, v=v, c=c: np.maximum(np.maximum(z[:, None] * w + b, 0) @ v + c, 0)
        once, thrice = f(x) - x, f(f(f(x))) - x
        crossings = [np.count_nonzero(np.diff(np.sign(d)) != 0) for d in (once, thrice)]
        assert (crossings[1] > crossings[0]) == published_test.flagged(networks, (3,))[3][i]


def test_figure_1_has_two_verdicts():
    """Notebook 1: clipped, both orbits become one; as in the script, both end on a cycle of 20 steps through 0."""
    a, b = np.array([1.9999, -4.0]), np.array([-0.01, 0.502])
    clipped = piecewise.pair_of_orbits(a, b, [0.175422, 0.175422 + 1e-7], 50)
    assert (clipped[10:, 0] == clipped[10:, 1]).all()
    free = piecewise.pair_of_orbits(a, b, [0.175422, 0.175422 + 1e-7], 3000, clip=False)
    assert 19 <= np.argmax(np.abs(np.diff(free, axis=1)) > 0.1) <= 21
    assert (free[-20:] == free[-40:-20]).all() and (free[-20:] == 0).any(axis=0).all()
    assert piecewise.periods(*piecewise.knots(a, b), 5) == [1, 2, 3, 4, 5]


def test_tents_without_noise_fold_and_share_their_first_layer_with_noise():
    plain = expressivity.noisy_tents(np.zeros((6, 7)), shared=True)
    assert [piecewise.linear_regions(*one) for one in plain] == [2, 4, 8, 16, 32, 64]
    noise = 0.1 * np.random.default_rng(0).normal(size=(3, 7))
    one, other = (expressivity.noisy_tents(noise, shared) for shared in (True, False))
    assert np.array_equal(one[0], other[0])
    z = np.linspace(0, 1, 1001)
    for shared, functions in ((True, one), (False, other)):
        value = z
        for t in range(3):
            w1, w2, b1, b2, a1, a2, c = expressivity.TENT + noise[0 if shared else t]
            value = a1 * np.maximum(w1 * value + b1, 0) + a2 * np.maximum(w2 * value + b2, 0) + c
        assert np.abs(np.interp(z, *functions[2]) - value).max() < 1e-9


@pytest.mark.parametrize("seed", [0, 2, 3, 5])
def test_regions_along_a_line_are_those_of_a_fine_grid(seed):
    rng = np.random.default_rng(seed)
    weights, (start, end) = expressivity.layer_weights(6, 3, False, rng), rng.normal(size=(2, 6))
    s = np.linspace(0, 1, 200_001)
    h, counts = start + s[:, None] * (end - start), []
    for W in weights:
        h = np.maximum(h @ W.T, 0)
        bends = np.abs(np.diff(h, 2, axis=0)).max(axis=1) > 1e-9
        counts.append(1 + np.count_nonzero(bends & ~np.append(False, bends[:-1])))  # a bend shows at one or two places
    assert list(expressivity.regions_along_line(weights, start, end)) == counts


def test_growth_and_collapse_are_those_of_made_up_counts():
    counts = np.array([[2.0, 4, 8, 16], [2, 4, 8, 16], [2, 1, 1, 1]])
    assert expressivity.growth_and_collapse(counts) == pytest.approx((2.0, 1 / 3))
