"""Pictures of networks of many units, and the table of how often they are chaotic."""

import numpy as np
import pytest

from data import make_layered_networks
from sheet_utils import plots
from sheet_utils.datasets import load_rows
from tests.pictures import check_told

ORBIT = np.random.default_rng(0).uniform(-1, 1, (40, 6))

PICTURES = {
    "a pair": lambda: plots.attractor_and_pair(ORBIT[:, :2], 1e-7 * np.exp(0.2 * np.arange(90)), 0.2, 60),
    "a pair that never separates": lambda: plots.attractor_and_pair(ORBIT[:, :2], np.full(30, 1e-7)),
    "a raster": lambda: plots.raster({"g = 1": ORBIT}),
    "two rasters": lambda: plots.raster({"g = 1": ORBIT, "g = 2": 0 * ORBIT}),
    "shares": lambda: plots.chaotic_shares(load_rows("layered_networks.csv"), {"He": ((8, 16), [0.1, -np.inf])}),
    "shares, useless": lambda: plots.chaotic_shares(load_rows("layered_networks.csv"), {"He": ((8, 16), "text")}),
    "shares, none yet": lambda: plots.chaotic_shares(load_rows("layered_networks.csv"), {"He": None, "Glorot": None}),
}


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_small_and_told(draw):
    check_told(*draw())


def test_the_pair_is_said_to_be_apart_from_the_step_on_at_which_it_is():
    _, alt = plots.attractor_and_pair(ORBIT[:, :2], [1e-7, 1e-3, 0.2, 0.05])
    assert "first at step 2" in alt


def test_a_raster_tells_whether_units_still_change():
    _, alt = plots.raster({"moving": ORBIT, "still": 0 * ORBIT})
    assert "moving: in the last quarter 100%" in alt
    assert "still: in the last quarter 0%" in alt


def test_large_networks_are_chaotic_under_one_custom_only():
    rows = load_rows("layered_networks.csv")
    share = {(row["scheme"], row["N"]): row["chaotic"] / row["nets"] for row in rows}
    assert share["He", 2] < 0.05 < 0.3 < share["He", 64]
    assert all(value == 0 for (scheme, _), value in share.items() if scheme == "Glorot")


def test_the_script_finds_exponents_that_are_known():
    """Two units for every entry cancel ReLU; below gain 1 the exponent is then that of the origin."""
    rng = np.random.default_rng(1)
    G = np.diag([0.9, 0.5])
    A, W = np.hstack([G, -G]), np.vstack([np.eye(2), -np.eye(2)])
    assert make_layered_networks.exponent(A, W, rng) == pytest.approx(np.log(0.9), abs=1e-6)
    assert make_layered_networks.exponent(0 * A, W, rng) == -np.inf
