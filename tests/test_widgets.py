"""The sliders, without a browser: they answer, they follow, and a value that fails leaves the picture standing."""

import ipywidgets
import pytest

from sheet_utils import datasets, plots, widgets


@pytest.fixture
def shown(monkeypatch):
    """What the widgets display, as a list."""
    bundles = []
    monkeypatch.setattr(widgets.explorer, "display", lambda data, raw: bundles.append(data))
    return bundles


def explorer(draw):
    slider = ipywidgets.IntSlider(value=1, min=0, max=5)
    return widgets.Explorer("How steep?", slider, draw)


def test_the_picture_follows_the_slider():
    explored = explorer(lambda value: (plots.loss_curve([1.0, 2.0 + value]), f"slope {value}"))
    before = explored.picture.value
    explored.slider.value = 3
    assert explored.text == "slope 3" and explored.picture.value != before
    assert 'alt="slope 3"' in explored.picture.value and explored.status.value == "slope 3"


def test_a_value_that_fails_says_so_and_keeps_the_picture():
    def draw(value):
        if value == 2:
            raise ValueError("two is <too> much")
        return plots.loss_curve([1.0, 2.0]), f"fine at {value}"

    explored = explorer(draw)
    before = explored.picture.value
    explored.slider.value = 2
    assert "two is &lt;too&gt; much" in explored.status.value and explored.picture.value == before
    explored.slider.value = 4
    assert explored.status.value == "fine at 4"


def test_without_a_kernel_a_static_picture_stands_there(shown):
    explorer(lambda value: (plots.loss_curve([1.0, 2.0]), "a line")).show()
    (bundle,) = shown
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == "a line" and 'alt="a line"' in bundle["text/html"]


def test_the_forcing_interval_retrains(shown):
    data, test = datasets.load_lorenz(), datasets.load_lorenz_test()
    widgets.forcing_interval(data, test, intervals=(1, 16), steps=300)
    (bundle,) = shown
    assert "τ_f = 16" in bundle["text/plain"]
