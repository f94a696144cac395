"""A sweep trains what it should, goes on where it stopped to the same bits, and outlives a lost worker."""

import os
import signal
import time

import numpy as np
import pytest
import torch

from sheet_utils import engine, training
from sheet_utils.models import CustomRNN
from sheet_utils.training import sweeps
from tests import clusters
from tests.certificates import needs_openssl, secured

pytestmark = pytest.mark.skipif(not engine.AVAILABLE, reason="numba is not installed")

SMALL = {"steps": 120, "batch_size": 4, "sequence_length": 15, "latent_dim": 3, "hidden_dim": 6}
GRID = {"seed": [0, 1], "t_forcing": [2, 5], **SMALL}


@pytest.fixture
def data():
    t = torch.arange(500) * 0.13
    return torch.stack([t.sin(), (t * 1.7).cos()], dim=1)


def weights(results):
    return [torch.cat([p.detach().reshape(-1) for p in result.model.parameters()]).numpy() for result in results]


def assert_same(results, others):
    for a, b in zip(weights(results), weights(others), strict=True):
        np.testing.assert_array_equal(a, b)
    for a, b in zip(results, others, strict=True):
        np.testing.assert_array_equal(a.losses, b.losses)
        assert a.config == b.config


def test_a_sweep_trains_every_combination(data, tmp_path, capsys):
    random_state = torch.get_rng_state()
    results = training.sweep(GRID, data, tmp_path)
    assert torch.equal(torch.get_rng_state(), random_state)
    assert [(r.config["seed"], r.config["t_forcing"]) for r in results] == [(0, 2), (0, 5), (1, 2), (1, 5)]
    assert all(r.finished and len(r.losses) == 120 for r in results)
    assert len(list(tmp_path.glob("*.npz"))) == 4
    assert not list(tmp_path.glob(".new-*"))
    assert len({w.tobytes() for w in weights(results)}) == 4
    # Each is what one call of `train` makes.
    torch.manual_seed(1)
    model = CustomRNN(3, 6, 2)
    options = {key: value for key, value in SMALL.items() if not key.endswith("dim")}
    training.train(model, data, t_forcing=5, seed=1, progress=False, **options)
    np.testing.assert_array_equal(weights([results[3]])[0], weights([training.SweepResult({}, model, None, True)])[0])


def test_the_number_of_workers_does_not_matter(data, tmp_path):
    runs = [training.sweep(GRID, data, tmp_path / str(n), workers=n, progress=False) for n in (1, 3)]
    assert_same(*runs)


def test_an_interrupted_sweep_goes_on_where_it_stopped(data, tmp_path, monkeypatch):
    whole = training.sweep(GRID, data, tmp_path / "whole", progress=False)
    made = []
    train_one = sweeps.train_one

    def interrupted(config, array):
        made.append(config)
        if len(made) == 2:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)
        return train_one(config, array)

    monkeypatch.setattr(sweeps, "train_one", interrupted)
    with pytest.raises(KeyboardInterrupt):
        training.sweep(GRID, data, tmp_path / "cut", workers=1, progress=False)
    # What was under way when the interrupt came is finished and kept.
    kept = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "cut").iterdir()}
    assert 1 <= len(kept) < 4
    made.clear()
    monkeypatch.setattr(sweeps, "train_one", lambda config, array: made.append(config) or train_one(config, array))
    resumed = training.sweep(GRID, data, tmp_path / "cut", progress=False)
    assert len(made) == 4 - len(kept)
    assert_same(resumed, whole)
    assert all((tmp_path / "cut" / name).stat().st_mtime_ns == stamp for name, stamp in kept.items())


def test_a_damaged_result_is_made_anew(data, tmp_path):
    whole = training.sweep(GRID, data, tmp_path, progress=False)
    victim = sorted(tmp_path.iterdir())[2]
    victim.write_bytes(victim.read_bytes()[:300])
    assert_same(training.sweep(GRID, data, tmp_path, progress=False), whole)


def test_other_data_are_another_sweep(data, tmp_path):
    first = training.sweep([{"seed": 3, **SMALL}], data, tmp_path, progress=False)
    second = training.sweep([{"seed": 3, **SMALL}], data * 1.01, tmp_path, progress=False)
    assert not np.array_equal(first[0].losses, second[0].losses)
    assert len(list(tmp_path.iterdir())) == 2


def test_an_error_in_one_model_keeps_the_others(data, tmp_path, monkeypatch):
    train_one = sweeps.train_one

    def failing(config, array):
        if config["t_forcing"] == 5 and config["seed"] == 1:
            raise MemoryError("no room")
        return train_one(config, array)

    monkeypatch.setattr(sweeps, "train_one", failing)
    with pytest.raises(MemoryError, match="no room"):
        training.sweep(GRID, data, tmp_path, workers=1, progress=False)
    assert len(list(tmp_path.iterdir())) == 3


def test_wrong_settings_are_named(data, tmp_path):
    for config, message in [
        ({"tau": 3}, "configs: 'tau' is no setting; expected one of seed, latent_dim, hidden_dim, t_forcing"),
        ({"seed": -1}, "seed: expected a whole number >= 0, got -1"),
        ({"t_forcing": [4, 0]}, "t_forcing: expected a whole number >= 1, got 0"),
    ]:
        with pytest.raises(ValueError, match=message):
            training.sweep(config, data, tmp_path)
    assert not list(tmp_path.iterdir())


@needs_openssl
def test_a_cluster_over_tls_gives_the_same_bits_and_losing_a_worker_loses_nothing(data, tmp_path):
    pytest.importorskip("distributed")
    grid = {**GRID, "steps": 40_000}
    here = training.sweep(grid, data, tmp_path / "here", progress=False)
    security = secured(tmp_path)
    with clusters.local_cluster(n_workers=2, security=security, protocol="tls") as cluster:
        assert cluster.scheduler_address.startswith("tls://")
        victims = [worker.pid for worker in cluster.workers.values()][:1]
        kept, write = [], sweeps.write_whole

        def lose_a_worker(path, content):
            write(path, content)
            kept.append(path)
            if len(kept) == 1:
                os.kill(victims[0], signal.SIGKILL)

        sweeps.write_whole = lose_a_worker
        try:
            there = training.sweep(
                grid, data, tmp_path / "there", scheduler=cluster.scheduler_address, security=security, progress=False
            )
        finally:
            sweeps.write_whole = write
    assert len(kept) == 4
    assert_same(there, here)
