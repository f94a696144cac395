"""Sheet 12: its sliders."""

from sheet_utils import widgets


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
