"""The data is what it says it is, and a damaged file is named together with its remedy."""

import hashlib
import re
import shutil

import numpy as np
import pytest
import torch

from sheet_utils import datasets
from sheet_utils.runtime import data_path

FILES = ["lorenz_data.pt", "lorenz_test.pt", "pretrained_rnn.pt", "lorenz_noisy.pt", "lorenz_clean.pt"]


@pytest.fixture
def copy_of_data(tmp_path, monkeypatch):
    """`data/` in a folder of its own, where files may be damaged."""
    for name in [*FILES, "checksums.json"]:
        shutil.copyfile(data_path(name), tmp_path / name)
    monkeypatch.setattr(datasets, "data_path", lambda name: tmp_path / name)
    return tmp_path


def test_shapes_and_scale():
    data, test = datasets.load_lorenz(), datasets.load_lorenz_test()
    assert data.shape == test.shape == (100_000, 3) and data.dtype == test.dtype == torch.float32
    for series in (data, test):
        assert series.mean(0).abs().max() < 0.1 and (series.std(0) - 1).abs().max() < 0.05


def test_the_columns_are_one_series_delayed():
    """The lag is found again in the data: each column is an earlier one, shifted, noise included."""
    data = datasets.load_lorenz()
    lag = next(k for k in range(1, 50) if torch.equal(data[:-k, 1], data[k:, 0]))
    assert torch.equal(data[:-lag, 2], data[lag:, 1])
    assert f"lag {lag}" in data_path("README.md").read_text()


def test_the_training_series_is_noisy_and_the_test_series_is_not():
    roughness = lambda s: float(np.diff(s[:, 0].numpy().astype(float), n=4).std())
    assert roughness(datasets.load_lorenz()) > 20 * roughness(datasets.load_lorenz_test())


def test_the_noisy_series_has_all_variables_and_as_much_noise_as_it_says():
    noisy, clean = datasets.load_lorenz_noisy(), datasets.load_lorenz_clean()
    assert noisy.shape == clean.shape == (100_000, 3)
    assert noisy.dtype == clean.dtype == torch.float32
    for series in (noisy, clean):
        assert series.mean(0).abs().max() < 0.1
        assert (series.std(0) - 1).abs().max() < 0.05
    # Fourth differences of white noise have sqrt(70) times its deviation; those of the flow are far smaller.
    deviation = lambda series: np.diff(series.numpy().astype(float), n=4, axis=0).std(axis=0) / np.sqrt(70)
    np.testing.assert_allclose(deviation(noisy), 0.05, rtol=0.02)
    assert (deviation(clean) < 0.001).all()


def test_the_clean_series_obeys_the_lorenz_equations():
    """Standardising keeps the coefficients -10, -1 and -8/3 of x, y and z in their own equations."""
    u = datasets.load_lorenz_clean()[:20_000].double().numpy()
    x, y, z = u.T
    slope = (8 * (u[3:-1] - u[1:-3]) - (u[4:] - u[:-4])) / (12 * 0.01)
    terms = np.stack([x, y, z, x * y, x * z, np.ones_like(x)], axis=1)[2:-2]
    fitted = np.linalg.lstsq(terms, slope, rcond=None)[0]
    assert fitted[[0, 1, 2], [0, 1, 2]] == pytest.approx([-10, -1, -8 / 3], rel=2e-3)


@pytest.mark.parametrize("name", FILES)
def test_the_readme_states_size_and_checksum(name):
    content = data_path(name).read_bytes()
    row = next(line for line in data_path("README.md").read_text().splitlines() if line.startswith(f"| `{name}`"))
    assert hashlib.sha256(content).hexdigest() in row and f"{len(content):,}" in row


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["missing", "truncated", "changed"])
def test_a_damaged_file_is_named_with_the_remedy(copy_of_data, name, damage):
    path = copy_of_data / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "truncated":
        path.write_bytes(content[:-100])
    else:
        path.write_bytes(content[:-200] + bytes([content[-200] ^ 1]) + content[-199:])
    load = {
        "lorenz_data.pt": datasets.load_lorenz,
        "lorenz_test.pt": datasets.load_lorenz_test,
        "lorenz_noisy.pt": datasets.load_lorenz_noisy,
        "lorenz_clean.pt": datasets.load_lorenz_clean,
    }
    remake = datasets.OTHER_SCRIPTS.get(name, datasets.REMAKE)
    with pytest.raises(datasets.DataError, match=re.escape(f"data/{name}") + ".*" + re.escape(remake)):
        load.get(name, datasets.load_pretrained)()


def test_the_embedding():
    rows = datasets.delay_embedding(torch.arange(10.0), lag=2, dimension=3)
    assert rows.shape == (6, 3) and rows[1].tolist() == [1, 3, 5]
    with pytest.raises(ValueError, match="10 values are too few for lag 5 and dimension 3"):
        datasets.delay_embedding(torch.arange(10.0), lag=5, dimension=3)
    with pytest.raises(ValueError, match="lag: .*got 0"):
        datasets.delay_embedding(torch.arange(10.0), lag=0, dimension=3)


def test_a_window_and_its_targets():
    data = torch.arange(20.0).reshape(10, 2)
    x, y = datasets.window(data, start=3, length=4)
    assert x.shape == y.shape == (4, 1, 2) and torch.equal(y[:-1], x[1:]) and torch.equal(x[0, 0], data[3])
    with pytest.raises(ValueError, match="does not fit into 10 rows"):
        datasets.window(data, start=6, length=4)
    with pytest.raises(ValueError, match="start: .*got -1"):
        datasets.window(data, start=-1, length=4)
    with pytest.raises(ValueError, match="data: 1 of 20 entries are NaN"):
        datasets.window(data.where(data != 7, torch.nan), start=0, length=2)
