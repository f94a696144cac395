"""Sheet 12: its sliders, and pictures of what is no result."""

import numpy as np
import pytest

from sheet_utils import piecewise, plots, widgets


@pytest.mark.parametrize(("widget", "value"), [(widgets.logistic_cycles, 3.2), (widgets.network_gain, 0.5)])
def test_sliders_draw_something_else(explorer, widget, value):
    shown = explorer(widget)
    before = shown.picture.value
    shown.slider.value = value
    assert shown.picture.value != before and str(value) in shown.text


def test_a_random_map_has_three_sliders(explorer):
    shown = explorer(widgets.random_map)
    assert shown.text == "σ² = 100, k = 64: 6 points of period 2, 12 of period 3"
    shown.slider.value = 2
    assert shown.text == "σ² = 2, k = 64: 0 points of period 2, 0 of period 3"
    shown.slider.value = 100
    units, seeds = shown.children[2:4]
    assert (units.description, seeds.description) == ("k", "map no.")
    seeds.value = 81
    assert "12 of period 3" in shown.text
    units.value = 16
    assert shown.text.startswith("σ² = 100, k = 16: ")


def test_weight_noise_asks_the_function_that_it_is_given(explorer):
    regions = lambda noise, recurrent: [2.0 ** (n + 1 if recurrent else 1) for n in range(len(noise))]
    shown = explorer(widgets.weight_noise, regions, draws=3, depth=4)
    assert "16 regions recurrent, 2 feed-forward" in shown.text


def test_pictures_bear_what_is_no_result():
    curve = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    for junk in (None, "text", [1, "a"], np.zeros((2, 2)), np.zeros(0)):
        assert plots.render(plots.return_maps([curve], points=[junk], reference=[[0.5]]))
        assert plots.render(plots.knot_marks(*curve, yours=(junk, junk)))
        assert plots.render(plots.three_notions([3.0, 4.0], [0.0, 0.7], lam=junk))
    assert len(piecewise.load_table("random_rnn.csv")) == 27
