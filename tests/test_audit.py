"""The audit of sheet 11: its tables hold what they should, and say what notebook 4 says they say."""

import shutil

import numpy as np
import pytest

from authoring import catalogue, fingerprints
from authoring.probes import sheet11
from sheet_utils import datasets, plots, widgets

NOTEBOOK = "4_spectra_and_training"
CLAIMS = {(c["table"], c["x"], c["y"], c["within"]): c for c in datasets.load_claims()}


@pytest.fixture(scope="module")
def student():
    """The instructor's functions, by name."""
    names = {}
    for exercise in sheet11.NOTEBOOKS[NOTEBOOK]:
        names.update(catalogue.functions(catalogue.solution("sheet11", NOTEBOOK, exercise), sheet11.PRELUDE))
    return names


def test_the_cached_correlations_are_those_of_the_tables(student):
    """What students write gives the same numbers as the script that made claims.csv."""
    for (name, x, y, within), claim in CLAIMS.items():
        table = datasets.load_table(f"{name}.csv")
        a, b = student["ranks"](table[x]), student["ranks"](table[y])
        assert claim["n"] == len(a)
        if within:
            label = datasets.run_groups(table, within)
            assert student["within_groups"](a, b, label) == pytest.approx(claim["r"], abs=6e-4)
            continue
        picks = np.random.default_rng(4).integers(0, len(a), (2000, len(a)))
        found = [np.corrcoef(a, b)[0, 1], *student["bootstrap_interval"](a, b, picks)]
        np.testing.assert_allclose(found, [claim["r"], claim["low"], claim["high"]], atol=6e-4)


def test_groups_are_those_that_their_names_say():
    table = {"rate": np.array([2.0, 1.0, 2.0, 1.0]), "dropout": np.array([0.0, 0.0, 0.1, 0.0])}
    assert datasets.run_groups(table, "rate").tolist() == [1, 0, 1, 0]
    assert datasets.run_groups(table, "rate and dropout").tolist() == [1, 0, 2, 0]
    blocks = datasets.run_groups({"p": np.linspace(0.5, 0.05, 30)}, "p in fives")
    assert blocks.tolist() == np.repeat(np.arange(5, -1, -1), 5).tolist()
    with pytest.raises(ValueError, match="no column 'p'; its columns are rate, dropout"):
        datasets.run_groups(table, "p and rate")


def test_chance_alone_spreads_the_correlation_in_pairs_as_flipped_signs_do():
    """In cells of two networks each, dealing the losses out anew flips the sign of a cell's difference, or does not."""
    table = datasets.load_table("characters.csv")
    label = datasets.run_groups(table, "learning_rate and dropout")
    order = np.argsort(label, kind="stable").reshape(-1, 2)
    assert (np.diff(label[order]) == 0).all()
    halves = [np.argsort(np.argsort(table[name]))[order] @ [0.5, -0.5] for name in ("max", "loss")]
    u, v = halves  # no two of these 40 values are equal, so these are differences of ranks
    flips = np.random.default_rng(1).choice([-1, 1], (20_000, len(u)))
    found = flips @ (u * v) / np.sqrt((u @ u) * (v @ v))
    claim = CLAIMS["characters", "max", "loss", "learning_rate and dropout"]
    assert (u @ v) / np.sqrt((u @ u) * (v @ v)) == pytest.approx(claim["r"], abs=6e-4)
    np.testing.assert_allclose(np.quantile(found, [0.025, 0.975]), [claim["null_low"], claim["null_high"]], atol=0.04)


def test_the_tables_hold_the_runs_that_the_notebook_names():
    for name, size in (("characters", 40), ("characters_guests", 20)):
        table = datasets.load_table(f"{name}.csv")
        runs = set(zip(table["learning_rate"], table["dropout"], table["seed"], strict=True))
        assert len(table["seed"]) == len(runs) == size
        assert len(np.unique(table["seed"])) == size
        assert len(np.unique(table["learning_rate"])) == 5
        assert set(table["p"]) == {0.1}
    for name in ("motion", "motion_guests"):
        table = datasets.load_table(f"{name}.csv")
        assert len(np.unique(table["p"])) == len(np.unique(table["seed"])) == 30
        assert table["p"].min() == 0.05
        assert table["p"].max() == 0.5
    for name in ("epochs.npz", "epochs_guests.npz"):
        spectra = datasets.load_spectra(name)
        assert spectra["motion_full"].shape == (3, 41, 64)
        assert spectra["characters_full"].shape == (2, 9, 64)
        assert spectra["motion_h"].shape[2] == spectra["characters_h"].shape[2] == 32
        assert (np.diff(spectra["motion_full"], axis=2) <= 0).all()


def test_a_missing_cache_is_named_with_its_script(tmp_path, monkeypatch):
    shutil.copyfile(datasets.files.data_path("checksums.json"), tmp_path / "checksums.json")
    monkeypatch.setattr(datasets.files, "data_path", lambda name: tmp_path / name)
    for load, script in (
        (datasets.load_claims, "audit_claims.py"),
        (lambda: datasets.load_table("motion_guests.csv"), "spectra_and_training.py --keep FOLDER --guests"),
        (lambda: datasets.load_spectra("epochs.npz"), "spectra_and_training.py --keep FOLDER$"),
        (datasets.load_tau_sweep, "tau_sweep.py"),
        (datasets.load_gtf, "gtf.py"),
    ):
        with pytest.raises(datasets.DataError, match=f"is missing. Remake it with: python benchmarks/{script}"):
            load()


def test_the_exercises_of_the_audit_can_be_told_apart():
    for hidden in (False, True):
        _, clashes = fingerprints.exercises("sheet11", hidden)
        mine = [line for line in clashes if line.split(":")[0] in sheet11.NOTEBOOKS[NOTEBOOK]]
        assert not mine


def test_the_slider_shows_the_spectrum_of_the_epoch(monkeypatch):
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))
    spectra = np.linspace(0, -1, 5)[None] * np.arange(1, 5)[:, None] - 0.25
    widgets.spectrum_after({"a": spectra, "b": spectra[:3] - 1}, "When?", 1)
    (explorer,) = shown
    before = explorer.picture.value
    assert explorer.slider.options == [0, 1, 2]
    assert explorer.text == "after epoch 1: a: λ₁ = -0.25, b: λ₁ = -1.25"
    explorer.slider.value = 2
    assert explorer.picture.value != before
    assert explorer.text.startswith("after epoch 2")


def test_a_panel_has_a_dot_for_every_group():
    losses = np.array([2.0, 1.0, 0.5])
    panel = ("largest", -losses, losses, np.array([1, 1, 2]))
    for ax in plots.exponent_against_loss([panel, panel], "group"):
        assert ax.get_xlabel()
        assert len(ax.get_lines()) == 2
    assert len(plots.prediction(np.ones((9, 3)), np.ones((9, 3)), ["a", "b", "c"], [2, 0])) == 2


def test_the_audit_quotes_its_tables():
    """Every correlation of the notebook's last table stands in claims.csv, and every loss of row D in epochs.npz."""
    path = catalogue.ROOT / "solutions" / "sheet11" / f"{NOTEBOOK}.ipynb"
    rows = catalogue.read_notebook(path)["audit"].source.splitlines()
    quoted = {row.split("|")[1].strip(): row for row in rows if row.startswith("| ")}
    number = lambda value: f"{value:.2f}".replace("-", "−")
    for line, name, x, y, within in [
        ("A: largest exponent and loss, characters", "characters", "max", "loss", ""),
        ("the same at one learning rate", "characters", "max", "loss", "learning_rate"),
        ("the same at one rate and one dropout", "characters", "max", "loss", "learning_rate and dropout"),
        ("B: mean exponent and loss, movement", "motion", "mean", "loss", ""),
        ("the same among networks of similar $p$", "motion", "mean", "loss", "p in fives"),
    ]:
        for table in (name, f"{name}_guests"):
            if (table, x, y, within) not in CLAIMS:  # one network for each rate and dropout
                assert (table, within) == ("characters_guests", "learning_rate and dropout")
                continue
            found = [number(CLAIMS[table, f"{x}{space}", y, within]["r"]) for space in ("_h", "")]
            assert all(value in quoted[line] for value in found), (line, table, found)
    row = quoted["D: largest above −0.5 or mean below −4, then little change of the loss, characters along training"]
    for name in ("epochs.npz", "epochs_guests.npz"):
        spectra = datasets.load_spectra(name)
        assert (spectra["characters_h"].max(axis=2) < -0.5).all()  # of h alone none gets there
        for losses, exponents in zip(spectra["characters_loss"], spectra["characters_h"].mean(axis=2), strict=True):
            assert f"{losses[np.argmax(exponents < -4)]:.2f} → {losses[-1]:.2f}" in row
