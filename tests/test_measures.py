"""The measures tell good reconstructions from the failures that are known."""

import numpy as np
import pytest

from benchmarks.wings import wing_changes
from sheet_utils.measures import d_h, d_stsp
from sheet_utils.systems import Lorenz, integrate


@pytest.fixture(scope="module")
def orbits():
    """Two true trajectories of the Lorenz system from different starts, 30 000 rows each."""
    return [integrate(Lorenz(), u0, 31_000)[1000:] for u0 in ([1, 1, 20], [-3, 2, 25])]


def test_geometry(orbits):
    a, b = orbits
    floor = d_stsp(a, b)
    assert 0 < floor < 0.6
    assert d_stsp(a, np.full_like(b, 8.0)) > 12, "a fixed point"
    assert d_stsp(a, b[b[:, 0] > 0]) > 10 * floor, "one wing"
    cloud = np.random.default_rng(0).normal(b.mean(0), b.std(0), b.shape)
    assert d_stsp(a, cloud) > 4 * floor, "a Gaussian cloud"
    assert d_stsp(a, a) == pytest.approx(0, abs=1e-9)


def test_every_bin_counts():
    """Two orbits that differ only in the lowest bin of their box are told apart."""
    a = np.linspace(0, 1, 1001)[:, None]
    b = a[a[:, 0] > 1 / 30]
    assert d_stsp(a, np.concatenate([b, b[:1]])) > 0.1


def test_rhythm(orbits):
    a, b = orbits
    floor = d_h(a, b)
    assert floor < 0.12
    assert d_h(a, b[::2]) > 3 * floor, "twice the speed"
    sine = np.sin(0.08 * np.arange(len(a)))[:, None] * np.ones(3)
    assert d_h(a, sine) > 0.6
    assert d_h(a, np.full_like(a, 3.0)) == 1


def test_bad_input_is_named(orbits):
    a, _ = orbits
    with pytest.raises(ValueError, match="generated: expected 3 columns"):
        d_stsp(a, a[:, :2])
    with pytest.raises(ValueError, match=r"true: expected an orbit .*got \(5,\)"):
        d_h(np.zeros(5), a)
    assert d_stsp(a, np.full_like(a, np.nan)) == np.inf


def test_wing_changes():
    changes, share = wing_changes([1, 2, -1, -2, -3, 4])
    assert changes == 2
    assert share == 0.5
