"""The audit of sheet 11: its tables hold what they should, and say what notebooks 4 and 5 say they say."""

import re
import shutil

import numpy as np
import pytest

from authoring import catalogue
from authoring.probes import sheet11
from sheet_utils import datasets, plots, widgets

AUDIT = ("4_spectra_and_training", "5_the_promise")
CLAIMS = {(c["table"], c["x"], c["y"], c["within"]): c for c in datasets.load_claims()}


@pytest.fixture(scope="module")
def student():
    """The instructor's functions, by name."""
    names = {}
    for notebook in AUDIT:
        for exercise in sheet11.NOTEBOOKS[notebook]:
            names.update(catalogue.functions(catalogue.solution("sheet11", notebook, exercise), sheet11.PRELUDE))
    return names


def test_the_cached_correlations_are_those_of_the_tables(student):
    """What students write gives the same numbers as the script that made claims.csv."""
    for (name, x, y, within), claim in CLAIMS.items():
        table = datasets.load_table(f"{name}.csv")
        a, b = student["ranks"](table[x]), student["ranks"](table[y])
        assert claim["n"] == len(a)
        if within:
            label = datasets.run_groups(table, within)
            assert student["within_groups"](a, b, label) == pytest.approx(claim["r"], abs=6e-5)
            continue
        picks = np.random.default_rng(4).integers(0, len(a), (2000, len(a)))
        found = [np.corrcoef(a, b)[0, 1], *student["bootstrap_interval"](a, b, picks)]
        np.testing.assert_allclose(found, [claim["r"], claim["low"], claim["high"]], atol=6e-5)


def test_the_cached_advantages_are_those_of_the_spectra(student):
    """The same for early.csv: half of its rows, those that adjust for nothing, for h alone."""
    rows = [row for row in datasets.load_early() if not row["within"] and row["space"] == "h"]
    assert {row["table"] for row in rows} == {"characters", "motion", "characters_guests", "motion_guests"}
    for row in rows:
        task, _, ending = row["table"].partition("_")
        stored = datasets.load_spectra(guests=ending == "guests")
        column = stored[f"{task}_epochs"].tolist().index(row["epoch"])
        lam = stored[f"{task}_h"][:, column]
        exponent = lam.max(axis=1) if task == "characters" else lam.mean(axis=1)
        losses, table = stored[f"{task}_loss"], datasets.load_table(f"{row['table']}.csv")
        setting = datasets.run_groups(table, "learning_rate and dropout" if task == "characters" else "p")
        size = setting.max() + 1
        picks = np.random.default_rng(4).integers(0, size, (2000, size))
        ranked = (student["ranks"](values) for values in (-exponent, losses[:, row["epoch"]], losses[:, -1]))
        found = student["early_advantage"](*ranked, setting, picks)
        expected = [row["advantage"], row["advantage_low"], row["advantage_high"]]
        np.testing.assert_allclose(found, expected, atol=6e-5)


def test_groups_are_those_that_their_names_say():
    table = {"rate": np.array([2.0, 1.0, 2.0, 1.0]), "dropout": np.array([0.0, 0.0, 0.1, 0.0])}
    assert datasets.run_groups(table, "rate").tolist() == [1, 0, 1, 0]
    assert datasets.run_groups(table, "rate and dropout").tolist() == [1, 0, 2, 0]
    with pytest.raises(ValueError, match="no column 'p'; its columns are rate, dropout"):
        datasets.run_groups(table, "p and rate")


def test_chance_alone_spreads_the_correlation_in_pairs_as_flipped_signs_do():
    """In pairs of networks, dealing the losses out anew flips the sign of a pair's difference, or does not."""
    table = datasets.load_table("motion.csv")
    label = datasets.run_groups(table, "p")
    order = np.argsort(label, kind="stable").reshape(-1, 2)
    assert (np.diff(label[order]) == 0).all()
    u, v = (np.argsort(np.argsort(table[name]))[order] @ [0.5, -0.5] for name in ("mean_h", "loss"))
    flips = np.random.default_rng(1).choice([-1, 1], (20_000, len(u)))
    found = flips @ (u * v) / np.sqrt((u @ u) * (v @ v))
    claim = CLAIMS["motion", "mean_h", "loss", "p"]
    # Less exact than elsewhere: equal losses share no rank here.
    assert (u @ v) / np.sqrt((u @ u) * (v @ v)) == pytest.approx(claim["r"], abs=6e-4)
    np.testing.assert_allclose(np.quantile(found, [0.025, 0.975]), [claim["null_low"], claim["null_high"]], atol=0.04)


@pytest.mark.parametrize("ending", ["", "_guests"])
def test_the_tables_hold_the_runs_that_the_notebook_names(ending):
    for name, keys, cells, members in (("characters", ("learning_rate", "dropout"), 20, 3), ("motion", ("p",), 30, 2)):
        table = datasets.load_table(f"{name}{ending}.csv")
        assert len(np.unique(table["seed"])) == len(table["seed"]) == cells * members
        assert set(np.bincount(datasets.run_groups(table, " and ".join(keys)))) == {members}
    assert set(datasets.load_table(f"characters{ending}.csv")["p"]) == {0.1}


@pytest.mark.parametrize("ending", ["", "_guests"])
def test_the_last_spectra_are_those_of_the_tables(ending):
    stored = datasets.load_spectra(guests=ending == "_guests")
    for name, networks in (("characters", 60), ("motion", 60)):
        table = datasets.load_table(f"{name}{ending}.csv")
        spectra, losses = stored[f"{name}_h"], stored[f"{name}_loss"]
        assert spectra.shape == (networks, len(stored[f"{name}_epochs"]), 32)
        assert losses.shape == (networks, stored[f"{name}_epochs"][-1] + 1)
        assert (np.diff(spectra, axis=2) <= 0).all()
        np.testing.assert_allclose(losses[:, -1], table["loss"], atol=1e-5)
        np.testing.assert_allclose(losses.min(axis=1), table["best_loss"], atol=1e-5)
        np.testing.assert_allclose(spectra[:, -1].max(axis=1), table["max_h"], rtol=1e-3, atol=1e-3)
        np.testing.assert_allclose(spectra[:, -1].mean(axis=1), table["mean_h"], rtol=1e-3)
        np.testing.assert_allclose(stored[f"{name}_full"][:, -1].mean(axis=1), table["mean"], rtol=1e-3)
        every = stored[f"{name}_every_h"][:, stored[f"{name}_epochs"]]
        np.testing.assert_allclose(every, spectra[stored[f"{name}_followed"]], atol=1e-3)


def test_a_missing_cache_is_named_with_its_script(tmp_path, monkeypatch):
    shutil.copyfile(datasets.checked_files.data_path("checksums.json"), tmp_path / "checksums.json")
    monkeypatch.setattr(datasets.checked_files, "data_path", lambda name: tmp_path / name)
    for load, script in (
        (datasets.load_claims, "-m benchmarks.audit_claims"),
        (datasets.load_early, "-m benchmarks.audit_claims"),
        (lambda: datasets.load_table("motion_guests.csv"), "-m benchmarks.spectra_and_training --keep FOLDER --guests"),
        (datasets.load_spectra, "-m benchmarks.spectra_and_training --keep FOLDER$"),
        (lambda: datasets.load_spectra(guests=True), "-m benchmarks.spectra_and_training --keep FOLDER --guests"),
        (datasets.load_tau_sweep, "-m benchmarks.tau_sweep"),
        (datasets.load_gtf, "-m benchmarks.gtf --write"),
    ):
        with pytest.raises(datasets.DataError, match=f"is missing. Remake it with: python {script}"):
            load()


def test_the_slider_shows_what_is_ahead_of_a_threshold(explored):
    """Four networks: one passes -3 half-way, one at once, one never; and one is beyond before training."""
    means = np.array([[-1.0, -2.0, -3.5], [-1.0, -3.5, -3.6], [-1.0, -1.5, -2.0], [-4.0, -4.0, -4.0]])
    losses = np.array([[4.0, 3.0, 2.0], [4.0, 3.0, 2.0], [4.0, 3.0, 2.0], [4.0, 3.0, 2.0]])
    np.testing.assert_allclose(widgets.runs.still_ahead(means, losses, -3.0), [0.0, 0.5])
    assert len(widgets.runs.still_ahead(means, losses, -9.0)) == 0
    widgets.mean_threshold(means, losses, value=-4.0)
    (explorer,) = explored
    assert "None of 4 networks" in explorer.text
    before = explorer.picture.value
    explorer.slider.value = -3.0
    assert explorer.picture.value != before
    assert "2 of 4 networks" in explorer.text and "a share of 0.25" in explorer.text


def test_the_slider_shows_the_epoch_that_was_chosen(explored):
    exponents, losses = -np.arange(12.0).reshape(6, 2), np.arange(18.0).reshape(6, 3)
    widgets.read_out_after([0, 2], exponents, losses, np.arange(6) % 2, ("largest exponent", "rate"), value=0)
    (explorer,) = explored
    assert explorer.slider.options == [0, 2]
    before = explorer.picture.value
    explorer.slider.value = 2
    assert explorer.picture.value != before
    assert explorer.text.startswith("after epoch 2")


@pytest.fixture
def explored(monkeypatch):
    """The sliders that were shown."""
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))
    return shown


def test_the_sign_is_not_told_before_the_guess():
    spectra = -np.ones((6, 5)).cumsum(axis=1) * np.arange(1, 7)[:, None]
    rows = [("characters", spectra, "largest", spectra[:, 0], np.arange(6.0))]
    for told in (False, True):
        axes, _ = plots.spectra_and_losses(rows, with_losses=told)
        assert bool(axes[0, 1].get_lines()) == told
        plots.render(axes)


def test_thresholds_stand_where_their_unit_puts_them():
    panels = [("largest", -np.ones((2, 3)), np.ones((2, 3)), -0.5), ("mean", -np.ones((2, 3)), np.ones((2, 3)), -4.0)]
    for unit, factor in (("nats", 1.0), ("bits", np.log(2))):
        axes, _ = plots.loss_along_training(panels, unit, [0, 1, 2])
        lines = [ax.get_lines()[-1].get_xdata()[0] for ax in axes]
        np.testing.assert_allclose(lines, [-0.5 * factor, -4.0 * factor])
        plots.render(axes)


def test_a_wrong_change_leaves_the_dotted_line():
    spectra = -np.cumsum(np.random.default_rng(1).random((1, 5, 6)), axis=2)
    right = (np.diff(spectra[0], axis=0) ** 2).mean(axis=1)
    for factor in (1.0, 3.0):
        axes, _ = plots.settling(["a"], spectra, [(factor * right, -1.0)])
        yours, reference = (line.get_ydata() for line in axes[0].get_lines()[:2])
        assert np.allclose(yours, reference) == (factor == 1.0)
        plots.render(axes)


def test_the_audit_quotes_its_tables():
    """Every correlation in the audit's rows on A and B, and every advantage in row F, is that of the tables."""
    path = catalogue.ROOT / "solutions" / "sheet11" / "5_the_promise.ipynb"
    rows = catalogue.read_notebook(path)["audit"].source.splitlines()
    number = lambda value: f"{value:.2f}".replace("-", "−")
    for start, task, exponents, partner, within in [
        ("| **A**", "characters", ("max_h", "max"), "loss", ""),
        ("| A, at one learning rate", "characters", ("max_h", "max"), "loss", "learning_rate"),
        ("| A, at one rate and dropout", "characters", ("max_h", "max"), "loss", "learning_rate and dropout"),
        ("| the confounder", "characters", ("max_h", "max"), "learning_rate", ""),
        ("| **B**", "motion", ("mean_h", "mean"), "loss", ""),
        ("| B, at one", "motion", ("mean_h", "mean"), "loss", "p"),
    ]:
        (row,) = [row for row in rows if row.startswith(start)]
        for table in (task, f"{task}_guests"):
            for exponent in exponents:
                pair = (partner, exponent) if partner != "loss" else (exponent, partner)
                assert number(CLAIMS[table, *pair, within]["r"]) in row, (start, table, exponent)
    (row,) = [row for row in rows if row.startswith("| **F**")]
    for entry in datasets.load_early():
        if (entry["space"], entry["within"]) == ("h", "") and entry["epoch"] in (1, 4):
            assert number(entry["advantage"]) in row


@pytest.mark.parametrize("guests", [False, True])
def test_the_audit_says_of_c_and_d_what_the_spectra_say(student, guests):
    """The range of the powers and how many are near -1; the largest exponent of all, and what lies ahead at -4."""
    rows = catalogue.read_notebook(catalogue.ROOT / "solutions" / "sheet11" / "5_the_promise.ipynb")["audit"].source
    stored, column = datasets.load_spectra(guests=guests), 4 if guests else 3
    cell = {row[4]: row.split(" | ")[column - 1] for row in rows.splitlines() if row.startswith("| **")}
    number = lambda value: f"{value:.2f}".replace("-", "−")
    followed = [*stored["motion_every_h"], *stored["characters_every_h"]]
    powers = [student["spectrum_change"](spectra)[1] for spectra in followed]
    near = {0: "none", 3: "three"}[sum(-1.2 < power < -0.8 for power in powers)]
    ends = [f"{end:.1f}".replace("-", "−") for end in (min(powers), max(powers))]
    assert cell["C"] == f"powers {ends[0]} to {ends[1]}, {near} of eleven near −1"
    h, losses = stored["characters_h"], stored["characters_loss"][:, stored["characters_epochs"]]
    assert h.max() < -0.5 and f"the maximum never gets there (largest {number(h.max())})" in cell["D"]
    ahead = widgets.runs.still_ahead(h.mean(axis=2), losses, -4.0)
    assert f"a median share of {np.median(ahead):.2f} " in cell["D"]
    assert (h[:, 0].mean(axis=1) < -4 * np.log(2)).all()  # in bits all are beyond the threshold of the mean


def test_both_texts_together_are_at_the_edge_of_chance():
    """Notebook 5: the largest of h and the loss at one rate and dropout, and what dealing both tables anew gives."""
    found, by_chance = [], []
    for seed, name in enumerate(("characters", "characters_guests")):
        table = datasets.load_table(f"{name}.csv")
        group = datasets.run_groups(table, "learning_rate and dropout")
        order, rng = np.argsort(group, kind="stable"), np.random.default_rng(seed)
        x, y = (np.argsort(np.argsort(table[key]))[order].reshape(-1, 3) for key in ("max_h", "loss"))
        u, v = (part - part.mean(axis=1, keepdims=True) for part in (x, y))
        dealt = rng.permuted(np.broadcast_to(v, (20_000, *v.shape)), axis=2)
        size = np.sqrt((u * u).sum() * (v * v).sum())
        found.append((u * v).sum() / size)
        by_chance.append((u * dealt).sum(axis=(1, 2)) / size)
    ends = np.quantile(np.mean(by_chance, axis=0), [0.025, 0.975])
    np.testing.assert_allclose([np.mean(found), *ends], [-0.23, -0.22, 0.23], atol=0.01)
    source = catalogue.read_notebook(catalogue.ROOT / "solutions" / "sheet11" / "5_the_promise.ipynb")
    assert "their mean is −0.23" in source["adjusted-seen"].source
    assert "stays within −0.22 and 0.23 in 95 % of the deals" in source["adjusted-seen"].source


def test_every_interval_in_the_text_is_one_of_the_tables():
    """A number with an interval, `r [low, high]`, and an interval of chance, `chance low to high`, in four cells."""
    known = [(c["r"], c["low"], c["high"]) for c in CLAIMS.values()]
    known += [tuple(row[f"advantage{end}"] for end in ("", "_low", "_high")) for row in datasets.load_early()]
    nulls = [(c["null_low"], c["null_high"]) for c in CLAIMS.values()]
    number = r"(−?\d\.\d\d)"
    counted = []
    for notebook, cells in zip(AUDIT, (["interval-seen"], ["adjusted-seen", "audit-why", "audit"]), strict=True):
        source = catalogue.read_notebook(catalogue.ROOT / "solutions" / "sheet11" / f"{notebook}.ipynb")
        for text in (source[cell].source for cell in cells):
            for pattern, table in (
                (rf"{number}(?: for \$h\$ alone)? \[{number}, {number}\]", known),
                (rf"chance(?: alone)?(?: gives)?:? {number} to {number}", nulls),
            ):
                for match in re.findall(pattern, text):
                    values = [float(value.replace("−", "-")) for value in match]
                    near = np.abs(np.array(table) - values).max(axis=1).min()
                    assert near < 0.0051, (notebook, match)
                    counted.append(match)
    assert len(counted) > 20


@pytest.mark.parametrize("ending", ["", "_guests"])
def test_no_reading_beats_the_early_loss_once_training_has_begun(ending):
    """All readings that notebook 5 offers: of 464 after at least one epoch none has an interval above zero."""
    stored, lows = datasets.load_spectra(guests=ending == "_guests"), []
    features = (np.max, np.mean, np.var, np.min)
    for task, groups in (("characters", ("", "learning_rate", "learning_rate and dropout")), ("motion", ("", "p"))):
        table = datasets.load_table(f"{task}{ending}.csv")
        setting = datasets.run_groups(table, groups[-1])
        picks = np.random.default_rng(4).integers(0, setting.max() + 1, (2000, setting.max() + 1))
        weights = np.stack([(picks == label).mean(axis=1) for label in setting], axis=1)
        weights /= weights.sum(axis=1, keepdims=True)
        for within in groups:
            group = datasets.run_groups(table, within) if within else np.zeros(len(setting), dtype=int)
            losses, epochs = stored[f"{task}_loss"], stored[f"{task}_epochs"]
            last = ranked(losses[:, -1], group)
            for column, epoch in list(enumerate(epochs))[1:-1]:
                rival = weighted(ranked(losses[:, epoch], group), last, weights)
                for lam in (stored[f"{task}_h"][:, column], stored[f"{task}_full"][:, column]):
                    for feature in features:
                        r = weighted(ranked(feature(lam, axis=1), group), last, weights)
                        lows += [np.quantile(sign * r - rival, 0.025) for sign in (-1, 1)]
    assert len(lows) == 464
    assert max(lows) < 0


def test_the_best_of_all_readings_does_not_stand_the_test_on_the_other_text(student):
    """Notebook 5 names it with its numbers: the largest of (h, c) after epoch 1, at one learning rate."""
    source = catalogue.read_notebook(catalogue.ROOT / "solutions" / "sheet11" / "5_the_promise.ipynb")["audit"].source
    for ending, words in (("_guests", "0.22, with an interval from −0.04 to 0.57"), ("", "−0.24, from −0.68 to 0.21")):
        stored = datasets.load_spectra(guests=ending == "_guests")
        table = datasets.load_table(f"characters{ending}.csv")
        rate = datasets.run_groups(table, "learning_rate")
        setting = datasets.run_groups(table, "learning_rate and dropout")
        losses, lam = stored["characters_loss"], stored["characters_full"][:, 1].max(axis=1)
        values = [student["ranks"](z) for z in (-lam, losses[:, 1], losses[:, -1])]
        values = [z - (np.bincount(rate, z) / np.bincount(rate))[rate] for z in values]
        draws = np.random.default_rng(4).integers(0, 20, (2000, 20))
        found = [float(value) for value in student["early_advantage"](*values, setting, draws)]
        told = [float(value.replace("−", "-")) for value in re.findall(r"−?\d\.\d\d", words)]
        np.testing.assert_allclose(found, told, atol=0.0051)
        assert words in source


def ranked(values, group):
    """Ranks less the means of their groups; no two of the values are equal."""
    order = np.argsort(np.argsort(values)).astype(float)
    return order - (np.bincount(group, order) / np.bincount(group))[group]


def weighted(x, y, weights):
    """Correlations under each row of weights."""
    covariance = lambda a, b: weights @ (a * b) - (weights @ a) * (weights @ b)
    return covariance(x, y) / np.sqrt(covariance(x, x) * covariance(y, y))
