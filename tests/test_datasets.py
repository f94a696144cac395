"""The data is what it says it is, and a damaged file is named together with its remedy."""

import hashlib
import json
import re
import shutil
import subprocess

import numpy as np
import pytest
import torch

from grading.folders import ROOT
from sheet_utils import datasets, lyapunov
from sheet_utils.datasets import lorenz
from sheet_utils.files import data_path

FILES = sorted(datasets.REMAKE)
LOADERS = {
    "lorenz_data.pt": datasets.load_lorenz,
    "lorenz_test.pt": datasets.load_lorenz_test,
    "pretrained_rnn.pt": datasets.load_pretrained,
    "lorenz_noisy.pt": datasets.load_lorenz_noisy,
    "lorenz_clean.pt": datasets.load_lorenz_clean,
    "ten_networks.npz": datasets.load_networks,
    "calm.csv": datasets.load_calm,
    "gtf.csv": datasets.load_gtf,
    "lorenz_flow.npz": datasets.load_flow,
    "forced_lstm.npz": lambda: datasets.load_forced_network("LSTM/replace/30"),
    "forced_vanilla.npz": lambda: datasets.load_forced_network("vanilla/replace/30"),
    "forcing_sweep.csv": datasets.load_forcing_sweep,
    "python_help.txt": datasets.load_text,
    "gait.npz": datasets.load_gait,
    "santafe_laser.npy": datasets.load_laser,
    "laser_network.npz": datasets.load_laser_network,
    "tau_sweep.csv": datasets.load_tau_sweep,
    "claims.csv": datasets.load_claims,
    "early.csv": datasets.load_early,
    "epochs.npz": datasets.load_spectra,
    "epochs_guests.npz": lambda: datasets.load_spectra(guests=True),
}


def load(name):
    return LOADERS.get(name, lambda: datasets.load_rows(name))()


@pytest.fixture
def copy_of_data(tmp_path, monkeypatch):
    """`data/` in a folder of its own, where files may be damaged."""
    for name in [*FILES, "checksums.json"]:
        shutil.copyfile(data_path(name), tmp_path / name)
    monkeypatch.setattr(datasets.checked_files, "data_path", lambda name: tmp_path / name)
    return tmp_path


def test_shapes_and_scale():
    data, test = datasets.load_lorenz(), datasets.load_lorenz_test()
    assert data.shape == test.shape == (100_000, 3)
    assert data.dtype == test.dtype == torch.float32
    for series in (data, test):
        assert series.mean(0).abs().max() < 0.1
        assert (series.std(0) - 1).abs().max() < 0.05


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
    assert hashlib.sha256(content).hexdigest() in row
    assert f"{len(content):,}" in row


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["missing", "truncated", "changed"])
def test_a_damaged_file_is_named_with_the_remedy(copy_of_data, name, damage):
    load(name)
    path = copy_of_data / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "truncated":
        path.write_bytes(content[:-100])
    else:
        path.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    with pytest.raises(datasets.DataError, match=re.escape(f"data/{name}") + ".*" + re.escape(datasets.REMAKE[name])):
        load(name)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".csv", ".txt"))])
def test_a_file_with_windows_line_endings_is_named_with_the_cure(copy_of_data, name):
    path = copy_of_data / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(datasets.DataError, match=rf"data/{name} has Windows line endings.*git checkout -- data/{name}"):
        load(name)


def test_every_file_of_arrays_is_recorded_and_git_leaves_its_bytes_alone():
    folder = data_path()
    arrays = {path.name for kind in ("pt", "npz", "npy", "csv", "txt") for path in folder.glob(f"*.{kind}")}
    arrays -= datasets.GUESTS.keys()
    assert arrays == set(FILES)
    assert arrays == json.loads((folder / "checksums.json").read_text()).keys()
    paths = [f"data/{name}" for name in sorted(arrays)]
    answer = subprocess.run(["git", "check-attr", "text", *paths], cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(line.endswith("text: unset") for line in answer.stdout.splitlines())


def test_a_name_that_is_no_data_file():
    with pytest.raises(datasets.DataError, match="There is no data file 'taus.csv'. Expected one of lorenz_data.pt, "):
        datasets.load_table("taus.csv")


def test_columns_and_rows_of_a_table_agree():
    rows, columns = datasets.load_rows("random_rnn.csv"), datasets.load_table("random_rnn.csv")
    assert [row["gain"] for row in rows] == columns["gain"].tolist()
    assert type(rows[0]["N"]) is int
    assert columns["N"].dtype == np.float64


def test_the_ten_networks_are_ten_different_ones_that_are_chaotic():
    models, row = datasets.load_networks(), datasets.load_lorenz()[0]
    assert len({model.W1.sum().item() for model in models}) == len(models) == 10
    for model in models:
        z = torch.cat([row, torch.zeros(7)])
        assert 0.7 < lyapunov.maximum_lyapunov_exponent(model, z, 20_000) / 0.01 < 1.2


def test_the_study_of_the_exponent_has_ten_seeds_of_every_variant():
    rows = datasets.load_calm()
    variants = {row["variant"] for row in rows}
    assert "default" in variants and len(rows) == 10 * len(variants)
    assert {(row["variant"], row["seed"]) for row in rows} == {(v, k) for v in variants for k in range(10)}
    settings = {"M", "L", "B", "T_seq", "t_forcing", "steps", "schedule", "clip"}
    described = data_path("README.md").read_text()
    assert not [name for name in rows[0].keys() - settings if f"`{name}`" not in described]


def test_networks_of_another_shape_are_no_networks_of_ours(copy_of_data, monkeypatch):
    np.savez(copy_of_data / "ten_networks.npz", A=np.zeros((10, 3), np.float32))
    monkeypatch.setattr(lorenz, "verified", lambda name: copy_of_data / name)
    with pytest.raises(datasets.DataError, match="ten_networks.npz holds other parameters"):
        datasets.load_networks()


def test_the_embedding():
    rows = datasets.delay_embedding(torch.arange(10.0), lag=2, dimension=3)
    assert rows.shape == (6, 3)
    assert rows[1].tolist() == [1, 3, 5]
    with pytest.raises(ValueError, match="10 values are too few for lag 5 and dimension 3"):
        datasets.delay_embedding(torch.arange(10.0), lag=5, dimension=3)
    with pytest.raises(ValueError, match="lag: .*got 0"):
        datasets.delay_embedding(torch.arange(10.0), lag=0, dimension=3)


def test_a_window_and_its_targets():
    data = torch.arange(20.0).reshape(10, 2)
    x, y = datasets.window(data, start=3, length=4)
    assert x.shape == y.shape == (4, 1, 2)
    assert torch.equal(y[:-1], x[1:])
    assert torch.equal(x[0, 0], data[3])
    with pytest.raises(ValueError, match="does not fit into 10 rows"):
        datasets.window(data, start=6, length=4)
    with pytest.raises(ValueError, match="start: .*got -1"):
        datasets.window(data, start=-1, length=4)
    with pytest.raises(ValueError, match="data: 1 of 20 entries are NaN"):
        datasets.window(data.where(data != 7, torch.nan), start=0, length=2)
