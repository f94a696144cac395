"""An edition says the same as the English release, in whole, and is graded like it; it is stopped once they differ."""

import functools
import json
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import nbformat
import polib
import pytest
from nbgrader.utils import compute_checksum

from authoring import handout, manifest, translation
from authoring.__main__ import main
from authoring.demo.submissions import ANSWER, Work
from authoring.translation import po_files
from grading import class_run, sheet
from grading.folders import NOTEBOOKS, ROOT, Folders
from grading.records import record_files
from sheet_utils import preflight, submission
from tests.graded import needs_sandbox

FIRST = "1_sparse_teacher_forcing"
SHEETS = [(language, name) for language in translation.languages() for name in translation.sheets_in(language)]
#: Words that English sentences cannot do without, and German ones of the same sort.
COMMON = {
    "en": {"the", "and", "of", "with", "is", "are", "that", "this", "your", "you", "which", "from", "for", "it", "not"},
    "de": {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "und", "von", "mit", "ist", "sind", "du"},
}


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    """Writes the edition in a language, once however often it is asked for, and returns the folder of its sheets."""
    target = tmp_path_factory.mktemp("editions")

    @functools.cache
    def folder(language):
        translation.write(language, target)
        return target / language

    return folder


@pytest.fixture(scope="session", params=SHEETS, ids="-".join)
def released(request, edition):
    """(folder of the edition's sheets, language, sheet)."""
    language, name = request.param
    return edition(language), language, name


@pytest.fixture
def copies(tmp_path):
    """(folder of translations, folder of released sheets), to change."""
    shutil.copytree(po_files.FOLDER, tmp_path / "translations")
    shutil.copytree(NOTEBOOKS / "sheet10", tmp_path / "notebooks" / "sheet10")
    return tmp_path / "translations", tmp_path / "notebooks"


def pairs(folder, name):
    """Every notebook of a sheet in English and in an edition, as plain JSON."""
    for path in sorted((NOTEBOOKS / name).glob("*.ipynb")):
        yield path.stem, *(json.loads(p.read_text("utf-8")) for p in (path, folder / name / path.name))


def test_there_is_a_german_sheet():
    assert ("de", "sheet10") in SHEETS


@pytest.mark.parametrize(("language", "name"), SHEETS)
def test_every_text_is_translated_and_up_to_date(language, name):
    assert translation.problems(language, name) == []


@pytest.mark.parametrize(("language", "name"), SHEETS)
def test_bringing_it_up_to_date_changes_nothing(language, name, copies):
    folder, _ = copies
    paths = translation.update(language, name, folder)
    assert paths and all(
        path.read_bytes() == (po_files.FOLDER / path.relative_to(folder)).read_bytes() for path in paths
    )


def test_nothing_but_text_differs(released):
    folder, _, name = released
    for _, english, other in pairs(folder, name):
        for before, after in zip(english["cells"], other["cells"], strict=True):
            if before["cell_type"] == "markdown":
                assert "".join(after.pop("source")) != "".join(before.pop("source")), before["id"]
                for cell in (before, after):
                    cell["metadata"].get("nbgrader", {}).pop("checksum", None)
        assert english == other


def test_nbgrader_finds_every_cell_as_it_was_made(released):
    folder, _, name = released
    sums = [
        (cell.metadata.nbgrader.checksum, compute_checksum(cell))
        for path in (folder / name).glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if "checksum" in cell.metadata.get("nbgrader", {})
    ]
    assert len(sums) > 20 and all(kept == computed for kept, computed in sums)


def test_mark_schemes_stay_hidden(released):
    folder, language, name = released
    paths = [*(folder / name).glob("*.ipynb"), *(po_files.FOLDER / language / name).glob("*.po")]
    assert paths and not [path for path in paths if re.search("MARK SCHEME|BEGIN SOLUTION|HIDDEN", path.read_text())]


# --- The English changes. ---------------------------------------------------------------------------


def change(release, name, old, new, notebook=FIRST):
    """Reword a cell of a release."""
    path = release / "sheet10" / f"{notebook}.ipynb"
    tree = nbformat.read(path, as_version=4)
    (cell,) = (cell for cell in tree.cells if cell.id == name)
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    nbformat.write(tree, path)


def test_an_edition_is_stopped_when_the_english_changes(copies):
    folder, release = copies
    assert len(translation.edition("de", folder, release)) == 4
    change(release, "generate", "has to manage alone", "has to do without the data")
    (line,) = translation.problems("de", "sheet10", folder, release)
    assert f"sheet10/{FIRST}, cell generate" in line and "has changed" in line
    with pytest.raises(translation.TranslationError, match="cell generate"):
        translation.edition("de", folder, release)


def test_a_changed_cell_is_marked_and_keeps_both_texts(copies):
    folder, release = copies
    before = po_files.read("de", "sheet10", FIRST, folder)["generate"]
    for old, wording in (("has to manage alone", "has to do without the data"), ("do without the", "do without any")):
        change(release, "generate", old, wording)
        translation.update("de", "sheet10", folder, release)
        entry = po_files.read("de", "sheet10", FIRST, folder)["generate"]
        assert entry.fuzzy and entry.msgstr == before.msgstr and wording in entry.msgid
        assert entry.previous_msgid == before.msgid, "the English that was translated, also after a second change"
    assert len(translation.problems("de", "sheet10", folder, release)) == 1
    # A translator reads the new English and takes the mark away.
    path = folder / "de" / "sheet10" / f"{FIRST}.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file.find("generate", by="msgctxt").flags.remove("fuzzy")
    path.write_text(f"{file}\n", "utf-8")
    assert translation.problems("de", "sheet10", folder, release) == []
    translation.update("de", "sheet10", folder, release)
    assert "#|" not in path.read_text("utf-8")


def test_cells_that_come_and_go(copies):
    folder, release = copies
    path = release / "sheet10" / f"{FIRST}.ipynb"
    tree = nbformat.read(path, as_version=4)
    gone = next(cell for cell in tree.cells if cell.id == "data-seen")
    tree.cells[tree.cells.index(gone)] = nbformat.v4.new_markdown_cell("A new cell.", id="new-cell")
    nbformat.write(tree, path)
    lines = translation.problems("de", "sheet10", folder, release)
    assert any("new-cell: is not translated" in line for line in lines)
    assert any("data-seen: the sheet has no such cell" in line for line in lines) and len(lines) == 2
    translation.update("de", "sheet10", folder, release)
    known = po_files.read("de", "sheet10", FIRST, folder)
    assert known["new-cell"].msgstr == "" and "data-seen" not in known
    assert len(translation.problems("de", "sheet10", folder, release)) == 1


# --- What must survive. -----------------------------------------------------------------------------

TEXT = """## Exercise 1.1 — A step

Read `model(z)` for $t = 0.5$ and 100 000 steps, at 5 % noise; see [notebook 2](2_lyapunov.ipynb).

$$z = \\begin{cases} x & \\text{if } t > 0,\\\\ z_\\text{last} & \\text{otherwise.}\\end{cases}$$

- one of 0.01
<details><summary>Hint</summary>

| a | b |
|---|---|

</details>"""
GERMAN = """## Aufgabe 1.1 – Ein Schritt

Sieh dir bei 5 % Rauschen und 100 000 Schritten `model(z)` für $t = 0.5$ an; siehe [Notebook 2](2_lyapunov.ipynb).

$$z = \\begin{cases} x & \\text{falls } t > 0,\\\\ z_\\text{last} & \\text{sonst.}\\end{cases}$$

- einer von 0.01
<details><summary>Tipp</summary>

| a | b |
|---|---|

</details>"""


def test_words_may_change_and_move():
    assert translation.differences(TEXT, GERMAN) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("$t = 0.5$", "$t = 0,5$", "formulas"),
        ("$t = 0.5$", "t = 0.5", "formulas"),
        ("x & ", "y & ", "formulas"),
        ("z_\\text{last}", "z_\\text{Ende}", "formulas"),
        ("`model(z)`", "`modell(z)`", "code"),
        ("`model(z)`", "model(z)", "code"),
        ("Notebook 2", "Notebook 3", "numbers"),
        ("Aufgabe 1.1", "Aufgabe 1.2", "numbers"),
        ("100 000", "100.000", "numbers"),
        ("0.01", "0,01", "numbers"),
        ("5 %", "5", "numbers"),
        ("2_lyapunov.ipynb", "3_single.ipynb", "links"),
        ("</details>", "", "tags"),
        ("## ", "### ", "headings"),
        ("- einer", "einer", "lists"),
        ("| a | b |", "| a |", "tables"),
        ("steht", "steht", ""),
    ],
)
def test_what_is_lost_is_told(old, new, kind):
    told = " ".join(translation.differences(TEXT, GERMAN.replace(old, new, 1)))
    assert kind in told and bool(told) == bool(kind)


def english_sentences(text):
    """Sentences with more English than German small words; titles of works in italics are not looked at."""
    text = re.sub(r"(?<!\*)\*[^*\n]{25,}\*(?!\*)", " ", translation.prose(text))
    for sentence in re.split(r"(?<=[.!?])\s|\n|\|", text):
        words = Counter(re.findall(r"[a-zäöüß]+", sentence.lower()))
        count = {language: sum(words[word] for word in common) for language, common in COMMON.items()}
        if count["en"] > max(count["de"], 1):
            yield sentence


def test_no_english_sentence_is_left(released):
    folder, language, name = released
    if language != "de":
        pytest.skip("the small words of this language are not known here")
    left = {}
    for notebook, english, german in pairs(folder, name):
        for before, after in zip(english["cells"], german["cells"], strict=True):
            if before["cell_type"] != "markdown":
                continue
            lines = {line for line in map(str.strip, before["source"]) if len(translation.prose(line).split()) > 4}
            same = [line for line in map(str.strip, after["source"]) if line in lines]
            if found := [*english_sentences("".join(after["source"])), *same]:
                left[f"{notebook}, {before['id']}"] = found
    assert not left


def test_an_english_sentence_is_noticed():
    assert list(english_sentences("Das ist gut. This is what the network does. Und das auch."))
    assert not list(english_sentences("Das ist *On the difficulty of learning chaotic dynamics*, und was ist das?"))
    text = " ".join(entry.msgid for entry in po_files.read("de", "sheet10", FIRST).values())
    sentences = [
        sentence for sentence in re.split(r"(?<=[.!?])\s", translation.prose(text)) if len(sentence.split()) > 8
    ]
    assert sum(any(english_sentences(sentence)) for sentence in sentences) > 0.85 * len(sentences) > 100


# --- Graded and handed out. -------------------------------------------------------------------------


def test_the_manifest_knows_every_translation():
    for name, notebooks in submission.manifests().items():
        for notebook, known in notebooks.items():
            texts = translation.texts(name, notebook)
            assert known.get("translated", {}).keys() == texts.keys(), "run `course translate`"
            assert {cell: len(hashes) for cell, hashes in known.get("translated", {}).items()} == {
                cell: len(each) for cell, each in texts.items()
            }


def test_the_loader_finds_nothing_to_repair(released):
    folder, _, name = released
    for notebook, known in sheet.load(name).items():
        cells, notes = submission.read((folder / name / f"{notebook}.ipynb").read_bytes())
        repaired = submission.repair(cells, known.manifest, known.sources)
        assert notes == repaired.notes == repaired.flags == repaired.missing == []
        assert not any(cell.changed for cell in repaired.cells)
        assert submission.written(cells, known.manifest) == 0
        # Without ids and metadata, cells are known by their texts.
        bare = [{**cell, "id": "", "grading": {}} for cell in cells]
        assert [
            cell.id for cell in submission.repair(bare, known.manifest, known.sources).cells if cell.kind == "own"
        ] == []


def test_without_its_hashes_a_translation_would_be_taken_for_a_students_text(released):
    folder, _, name = released
    notebook, known = next(iter(sheet.load(name).items()))
    cells, _ = submission.read((folder / name / f"{notebook}.ipynb").read_bytes())
    bare = {key: value for key, value in known.manifest.items() if key != "translated"}
    assert submission.written(cells, bare) > 10 and "may not be changed" in " ".join(
        submission.repair(cells, bare).notes
    )


def test_an_earlier_translation_is_that_of_an_earlier_release():
    known = submission.manifests()["sheet10"][FIRST]
    before = json.loads(json.dumps(known))
    before["translated"]["generate"] = ["0123456789"]
    now = {key: value for key, value in json.loads(json.dumps(known)).items() if key != "earlier"}
    now = manifest.with_earlier({FIRST: before}, {FIRST: now})[FIRST]
    assert now["earlier"]["generate"][-1] == ["0123456789", 0.0]
    again = {key: value for key, value in json.loads(json.dumps(now)).items() if key != "earlier"}
    assert manifest.with_earlier({FIRST: now}, {FIRST: again})[FIRST] == now


@pytest.fixture(scope="module")
def graded(tmp_path_factory, edition):
    """A class of three: the same right answers in English and in German, and a German sheet as it was handed out."""
    folders, german = Folders(tmp_path_factory.mktemp("german")), edition("de")
    Work.solved().write(folders.submitted, "english")
    Work.solved(release=german).write(folders.submitted, "german")
    Work(release=german).write(folders.submitted, "blank")
    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=1))
    return folders


@needs_sandbox
@pytest.mark.parametrize("notebook", sheet.load("sheet10"))
def test_a_german_notebook_grades_like_an_english_one(graded, notebook):
    record = lambda student: record_files.read_record(record_files.record_path(graded, "sheet10", student, notebook))
    english, german, blank = map(record, ("english", "german", "blank"))
    points = lambda one: {name: (verdict.points, verdict.max) for name, verdict in one.cells.items()}
    assert points(german) == points(english) and all(got == full > 0 for got, full in points(german).values())
    assert (german.tasks, german.written, german.notes, german.flags) == (
        english.tasks, english.written, english.notes, english.flags,
    )  # fmt: skip
    assert german.notes == [] and all(question.answered for question in german.tasks.values())
    assert blank.notes == blank.flags == [] and not any(blank.written.values())
    assert not any(question.answered for question in blank.tasks.values())
    assert not any(verdict.points for verdict in blank.cells.values())


@pytest.mark.parametrize("name", sheet.load("sheet10"))
def test_the_preflight_knows_it(released, name, tmp_path, capsys):
    folder, _, _ = released
    work = Work.solved(release=folder)
    path = tmp_path / f"{name}.ipynb"
    path.write_text(work.text(work.names().index(name) + 1), "utf-8")
    assert preflight.main(["--no-run", str(path)]) == 0
    said = capsys.readouterr().out
    assert "This will grade." in said and "put right" not in said and "written" in said
    assert ANSWER in path.read_text("utf-8")


def test_the_hand_out_of_an_edition(tmp_path):
    english, german = (zipfile.ZipFile(handout.make(tmp_path / f"{edition}.zip", edition)) for edition in (None, "de"))
    assert english.namelist() == german.namelist()
    differ = [name for name in english.namelist() if english.read(name) != german.read(name)]
    assert differ and all(Path(name).parent.name == "sheet10" and name.endswith(".ipynb") for name in differ)
    assert "Sparse Teacher Forcing" in german.read(differ[0]).decode() and len(differ) == 4


def test_a_language_that_is_not_there_is_refused(capsys):
    assert main(["edition", "tlh"]) == 1
    assert "there is no translation to 'tlh'; there are: de" in capsys.readouterr().err


def test_readme_of_the_translations_names_every_language():
    page = (ROOT / "translations" / "README.md").read_text("utf-8")
    assert all(f"`{language}/`" in page for language in translation.languages())
