"""The exponent from a series alone, on systems whose exponent is known."""

import numpy as np
import pytest

from benchmarks.reference_systems import Henon
from sheet_utils import forced_rnn, systems, timeseries
from sheet_utils.datasets import delay_embedding
from sheet_utils.runtime import judging


def orbit(step, z, T):
    states = []
    for _ in range(T):
        z = step(z)
        states.append(z)
    return np.array(states[100:])


@pytest.mark.parametrize("offset", [0.0, 1e7])
def test_logistic_map_has_ln_2_wherever_its_origin_lies(offset):
    Z = orbit(lambda z: systems.logistic(z, 4), np.array([0.3]), 5000) + offset
    curve = timeseries.divergence(Z, theiler=1, horizon=8)
    assert timeseries.slope(curve, 0, 6) == pytest.approx(np.log(2), rel=0.02)


def test_henon_map():
    Z = orbit(Henon().step, np.array([0.1, 0.1]), 5000)
    curve = timeseries.divergence(Z, theiler=1, horizon=12)
    assert timeseries.slope(curve, 1, 10) == pytest.approx(0.4192, rel=0.04)


def test_lorenz_from_one_variable():
    X = delay_embedding(forced_rnn.load_flow()[0][:12_000, 0], lag=10, dimension=3).numpy()
    curve = timeseries.divergence(X, theiler=100, horizon=260, references=1500)
    assert timeseries.slope(curve, 100, 250) / 0.01 == pytest.approx(0.906, rel=0.05)


def test_a_circle_has_no_exponent():
    t = 0.6180339887 * np.arange(3000)
    X = np.stack([np.cos(t), np.sin(t)], axis=1)
    assert abs(timeseries.slope(timeseries.divergence(X, theiler=5, horizon=50), 0, 50)) < 1e-6


def test_pairs_are_those_of_the_definition():
    X, theiler, K = np.random.default_rng(0).normal(size=(60, 2)), 3, 5
    logs = []
    for i in range(60 - K):
        away = [np.linalg.norm(X[i] - X[j]) if abs(i - j) > theiler else np.inf for j in range(60 - K)]
        n = int(np.argmin(away))
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    assert np.allclose(timeseries.divergence(X, theiler, K), np.mean(logs, axis=0))


@pytest.mark.parametrize("offset", [0.0, 1e7])
@pytest.mark.parametrize("series", [np.ones(400), np.arange(400) % 2, np.sin(2 * np.pi * np.arange(400) / 25)])
def test_a_series_that_repeats_itself_is_refused(series, offset):
    with pytest.raises(ValueError, match="X: the series is constant or periodic"):
        timeseries.divergence(series[:, None] + offset, theiler=3, horizon=5)


def test_wrong_arguments_are_named():
    with pytest.raises(ValueError, match="X: expected finite"):
        timeseries.divergence(np.array([[0.0], [np.nan], [1.0]]), 0, 1)
    with pytest.raises(ValueError, match="too few"):
        timeseries.divergence(np.zeros((10, 1)), 4, 3)
    with judging(), pytest.raises(RuntimeError, match="not available"):
        timeseries.divergence(np.zeros((10, 1)), 0, 1)
