"""Networks for characters and frames: they start as they are told, learn, and are swept like all others."""

import math

import numpy as np
import pytest
import torch

from sheet_utils import datasets, sequences, training
from tests import clusters

TEXT = {"hidden_dim": 8, "epochs": 2, "batch_size": 4, "length": 20}


@pytest.fixture
def codes():
    return np.array([0, 1, 2, 1, 3] * 80)


@pytest.fixture
def takes():
    t = np.arange(60) * 0.3
    return [np.column_stack([np.cos(t + shift), np.sin(t + shift)]) for shift in (0.0, 1.0, 2.0)]


def weights(run):
    return np.concatenate([value.detach().numpy().ravel() for value in run.model.parameters()])


def test_all_weights_are_uniform():
    torch.manual_seed(0)
    net = sequences.SequenceNet(10, 40, 10, p=0.3, characters=12)
    for weight in net.parameters():
        assert weight.abs().max() <= 0.3
    everything = torch.cat([weight.flatten() for weight in net.parameters()])
    assert everything.mean().abs() < 0.01
    assert abs(everything.std() - 0.3 / math.sqrt(3)) < 0.005


def test_dropout_acts_between_layer_and_read_out_and_in_training_alone():
    torch.manual_seed(0)
    net = sequences.SequenceNet(3, 200, 4, p=0.5, dropout=0.4)
    x = torch.randn(6, 2, 3)
    seen = []
    net.read_out.register_forward_hook(lambda module, inputs, output: seen.append(inputs[0]))
    net(x)
    net.eval()
    net(x)
    assert abs(float((seen[0] == 0).float().mean()) - 0.4) < 0.05
    assert not (seen[1] == 0).any()
    kept = seen[0] != 0
    torch.testing.assert_close(seen[0][kept], seen[1][kept] / 0.6)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [({"p": 0.0}, "p: expected a positive number"), ({"p": 1.0, "dropout": 1.0}, "dropout: .* got 1.0")],
)
def test_wrong_numbers_are_named(keywords, message):
    with pytest.raises(ValueError, match=message):
        sequences.SequenceNet(2, 3, 2, **keywords)


def test_a_network_that_knows_nothing_has_the_loss_of_chance(codes, tmp_path):
    """Before training: ln of the number of characters. A text that repeats itself is learnt."""
    grid = {**TEXT, "epochs": 40, "learning_rate": 1e-2}
    (run,) = training.sweep([grid], codes, tmp_path, progress=False, runs=sequences.CharacterRuns())
    assert abs(run.loss[0] - math.log(4)) < 0.05
    assert len(run.loss) == 41
    # After every second 1 comes a 2, else a 3: only what a network remembers tells which.
    assert run.loss[-1] < 0.3 * math.log(2)
    assert len(run.snapshots) == 41
    assert run.model is run.snapshots[-1]
    told, held_out = sequences.CharacterRuns().windows(run.config, sequences.CharacterRuns().arrays(codes))
    assert len(told) == 17
    assert len(held_out) == 1
    np.testing.assert_array_equal(held_out[0], codes[360:381])
    again = sequences.CharacterRuns().mean_loss(run.model, held_out)
    assert again == pytest.approx(run.loss[-1])


def test_a_movement_is_learnt(takes, tmp_path):
    grid = {"hidden_dim": 8, "epochs": 30, "length": 10, "learning_rate": 1e-2}
    (run,) = training.sweep([grid], takes, tmp_path, progress=False, runs=sequences.MotionRuns())
    assert run.loss[0] > 0.2 > 20 * run.loss[-1]
    told, held_out = sequences.MotionRuns().windows(run.config, sequences.MotionRuns().arrays(takes))
    assert told.shape == (100, 11, 2)
    assert held_out.shape == (50, 11, 2)
    np.testing.assert_allclose(told[50], takes[1][:11], rtol=1e-6)


def test_the_spectrum_of_a_network_is_that_of_its_layer_along_what_it_reads():
    torch.manual_seed(0)
    net = sequences.SequenceNet(5, 6, 4, p=0.5, characters=4)
    windows = torch.randint(4, (3, 21))
    found = sequences.spectrum(net, windows)
    assert found.each.shape == (3, 12)
    assert sequences.spectrum(net, windows, full=False).each.shape == (3, 6)
    h = c = torch.zeros(6)
    volume = 0.0
    for code in windows[1, :-1]:
        step = lambda state, x=net.encoder.weight[code]: torch.cat(
            [part.flatten() for part in net.lstm(x[None, None], tuple(state.view(2, 1, 1, 6)))[1]]
        )
        volume += float(torch.linalg.slogdet(torch.autograd.functional.jacobian(step, torch.cat([h, c])))[1])
        h, c = step(torch.cat([h, c])).detach().chunk(2)
    # The exponents add up to the mean logarithm of the volume.
    assert found.each[1].sum() == pytest.approx(volume / 20, rel=1e-4)


def test_a_sweep_goes_on_and_gives_the_same_bits_in_any_order(codes, tmp_path):
    """Dropout draws from torch's one random state: runs beside each other must not disturb one another."""
    grid = {**TEXT, "dropout": [0.0, 0.3], "seed": [0, 1]}
    runs = sequences.CharacterRuns()
    alone = training.sweep(grid, codes, tmp_path / "a", workers=1, progress=False, runs=runs)
    beside = training.sweep(grid, codes, tmp_path / "b", workers=4, progress=False, runs=runs)
    victim = sorted((tmp_path / "b").iterdir())[1]
    victim.write_bytes(b"")
    resumed = training.sweep(grid, codes, tmp_path / "b", progress=False, runs=runs)
    for others in (beside, resumed):
        for a, b in zip(alone, others, strict=True):
            np.testing.assert_array_equal(weights(a), weights(b))
            np.testing.assert_array_equal(a.loss, b.loss)
    assert len({weights(run).tobytes() for run in alone}) == 4
    assert sum(file.name.startswith("p0.1-rate0.002-dropout0.3-") for file in (tmp_path / "a").iterdir()) == 2


def test_a_cluster_trains_them_too(takes, tmp_path):
    pytest.importorskip("distributed")
    grid = {"hidden_dim": 4, "epochs": 1, "length": 10, "p": [0.1, 0.4]}
    runs = sequences.MotionRuns()
    here = training.sweep(grid, takes, tmp_path / "here", progress=False, runs=runs)
    with clusters.local_cluster(n_workers=1) as cluster:
        there = training.sweep(
            grid, takes, tmp_path / "there", scheduler=cluster.scheduler_address, progress=False, runs=runs
        )
    for a, b in zip(here, there, strict=True):
        np.testing.assert_array_equal(weights(a), weights(b))


@pytest.mark.parametrize(
    ("runs", "data", "config", "message"),
    [
        ("CharacterRuns", np.zeros(500), {}, "expected one axis of character codes"),
        ("CharacterRuns", np.array([0, -1] * 100), {}, "expected one axis of character codes"),
        ("CharacterRuns", np.zeros(500, int), {"dropout": 1}, "dropout: expected a number of at least 0"),
        ("CharacterRuns", np.zeros(500, int), {"t_forcing": 1}, "'t_forcing' is no setting; expected one of seed, hid"),
        ("CharacterRuns", np.zeros(50, int), {}, "a series of 45 rows is too short for windows of 100"),
        ("MotionRuns", [np.zeros((50, 2))], {}, "expected two or more takes"),
        ("MotionRuns", [np.zeros((50, 2)), np.zeros((50, 3))], {}, "expected two or more takes"),
        ("MotionRuns", [np.zeros((50, 2)), np.full((50, 2), np.nan)], {}, "entries are NaN"),
        ("MotionRuns", [np.zeros((50, 2))] * 2, {"p": -1}, "p: expected a positive number"),
    ],
)
def test_what_cannot_be_trained_is_refused(tmp_path, runs, data, config, message):
    with pytest.raises(ValueError, match=message):
        training.sweep([config], data, tmp_path, progress=False, runs=getattr(sequences, runs)())


def test_the_text_that_comes_along():
    codes, alphabet = datasets.load_text()
    assert codes.shape == (120_000,)
    assert codes.max() + 1 == len(alphabet) == len(set(codes))
    text = "".join(alphabet[code] for code in codes)
    assert text.startswith('The "assert" statement\n***')
    assert text.isascii()
    assert datasets.load_text(characters=300)[0].shape == (300,)


def test_another_text_has_to_be_put_into_data(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.checked_files, "data_path", lambda name: tmp_path / name)
    with pytest.raises(datasets.DataError, match="data/war_and_peace.txt is not there. data/README.md says"):
        datasets.load_text("war_and_peace.txt")
    (tmp_path / "war_and_peace.txt").write_text("Well, Prince")
    with pytest.raises(datasets.DataError, match="another file: expected the sha256 eaec"):
        datasets.load_text("war_and_peace.txt")
    with pytest.raises(ValueError, match="name: expected"):
        datasets.load_text("faust.txt")


def test_the_gait_is_periodic_and_its_sides_alternate():
    takes, names = datasets.load_gait()
    assert [take.shape for take in takes] == [(150, 14)] * 6
    assert len(names) == 14
    for take in takes:
        hip = np.fft.rfft(take[:, names.index("left hip")])
        stride = 1 + np.abs(hip[1:12]).argmax()
        assert 4 <= stride <= 6  # strides in five seconds
        other = np.fft.rfft(take[:, names.index("right hip")])
        assert abs(abs(np.angle(hip[stride] / other[stride])) - np.pi) < 0.3
