"""Any bytes are read, repaired the same way every time, and no link is followed."""

import copy
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authoring import manifest
from authoring.demo.submissions import Work
from grading import bounded, identity, intake, sheet
from grading.folders import NOTEBOOKS
from grading.sandbox.limits import Limits
from sheet_utils import preflight, submission

NAME = "1_sparse_teacher_forcing"


@pytest.fixture(scope="module")
def notebook():
    return sheet.load("sheet10")[NAME]


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(data):
    try:
        cells, notes = submission.read(data)
    except submission.Unreadable as error:
        assert str(error).endswith(".")
    else:
        assert isinstance(cells, list) and isinstance(notes, list)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_notebook_keeps_every_graded_cell_once(data):
    notebook = sheet.load("sheet10")[NAME]
    text = (NOTEBOOKS / "sheet10" / f"{NAME}.ipynb").read_text("utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 3000)))
    cut = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    try:
        cells, _ = submission.read(cut.encode("utf-8", "surrogatepass"))
    except submission.Unreadable:
        return
    first, second = (submission.repair(cells, notebook.manifest, notebook.sources) for _ in range(2))
    assert first == second
    ids = [cell.id for cell in first.cells]
    assert all(ids.count(test) == 1 for test in [*notebook.tests, *notebook.tasks])
    for cell in first.cells:
        if cell.kind == "graded":
            assert cell.source == notebook.tests[cell.id].source


def test_a_whole_notebook_is_left_as_it_is(notebook):
    data = (NOTEBOOKS / "sheet10" / f"{NAME}.ipynb").read_bytes()
    cells, notes = submission.read(data)
    repaired = submission.repair(cells, notebook.manifest, notebook.sources)
    assert notes == repaired.notes == repaired.flags == repaired.missing == []
    assert [cell.id for cell in repaired.cells] == [cell["id"] for cell in notebook.manifest["cells"]]
    assert not any(cell.changed for cell in repaired.cells)


def test_the_manifest_is_that_of_the_release():
    known = submission.manifests()
    for name, notebooks in known.items():
        for notebook in notebooks.values():
            notebook.pop("earlier", None)
        assert notebooks == manifest.describe(NOTEBOOKS / name), f"run `course release {name}`"
    assert [known["sheet10"][name]["bonus"] for name in sorted(known["sheet10"])] == [False, False, True, True]


def test_a_notebook_of_an_earlier_release_is_known_as_one(notebook):
    """A test reworded, another worth more, a stub that was written anew, and a cell that is gone: nobody is accused."""
    work = Work()
    test, other = (cell for cell in work.cells() if cell["id"] in ("stf-test-shape", "stf-test-replace"))
    stub = work.cell("stf-forward")
    test["source"] += "\n# another comment"
    other["metadata"]["nbgrader"]["points"] += 1
    stub["source"] = stub["source"].replace("raise", "# write here\n    raise")
    gone = {**copy.deepcopy(test), "id": "stf-test-gone", "source": "# a test of last week\nassert stf() == 1"}
    gone["metadata"]["nbgrader"]["grade_id"] = "stf-test-gone"
    work.cells().insert(-1, gone)
    read = lambda: submission.repair(submission.read(work.text().encode())[0], known, notebook.sources)
    known = notebook.manifest
    assert {kind for kind, _ in read().flags} == {"edited test", "changed metadata"}
    # What was released then, and what is released now.
    then = copy.deepcopy(notebook.manifest)
    cells = {cell["id"]: cell for cell in then["cells"]}
    cells[test["id"]]["hash"] = submission.fingerprint(test["source"], "graded")
    cells[other["id"]]["points"] += 1
    cells["stf-forward"]["hash"] = submission.fingerprint(stub["source"], "solution")
    then["cells"].append({**cells[test["id"]], "id": "stf-test-gone",
                          "hash": submission.fingerprint(gone["source"], "graded")})  # fmt: skip
    known = manifest.with_earlier({NAME: then}, {NAME: copy.deepcopy(notebook.manifest)})[NAME]
    repaired = read()
    assert repaired.flags == [] and repaired.notes == [submission.EARLIER_RELEASE]
    cells = {cell.id: cell for cell in repaired.cells}
    assert not cells["stf-forward"].changed and "stf-test-gone" not in {cell.source for cell in repaired.cells}
    assert cells[test["id"]].source == notebook.tests[test["id"]].source, "the tests of today"
    assert not [cell for cell in repaired.cells if cell.kind == "own"]
    again = manifest.with_earlier({NAME: known}, {NAME: copy.deepcopy(notebook.manifest)})[NAME]
    assert again == known, "a release that changes nothing remembers nothing"


def test_names_of_files():
    notebooks = ["1_stf", "2_lyapunov"]
    find = lambda *names: submission.name_files(list(names), notebooks)[0]
    assert find("1_stf.ipynb", "2_lyapunov.ipynb") == {"1_stf": "1_stf.ipynb", "2_lyapunov": "2_lyapunov.ipynb"}
    assert find("1_stf (1).ipynb") == {"1_stf": "1_stf (1).ipynb"}
    assert find("1_STF-Copy1.ipynb") == {"1_stf": "1_STF-Copy1.ipynb"}
    assert find("1_stf.ipynb", "1_stf (2).ipynb") == {"1_stf": "1_stf.ipynb"}
    assert find("essay.ipynb") == {}


@pytest.mark.parametrize("name", ["Copy of {}.ipynb", "{}_solved.ipynb", "old/{}.ipynb", "{}-Copy1.ipynb"])
def test_a_worked_copy_goes_before_the_file_as_it_was_handed_out(tmp_path, name):
    blank, solved = Work(), Work.solved()
    folder = blank.write(tmp_path / "submitted", "someone")
    copy = name.format(NAME)
    (folder / copy).parent.mkdir(exist_ok=True)
    (folder / copy).write_text(solved.text(), "utf-8")
    find = lambda: intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))[0]
    handed = find()
    assert handed.notebooks[NAME] == copy and handed.notebooks["2_lyapunov_exponent"] == "2_lyapunov_exponent.ipynb"
    assert any("Nothing is filled in" in note for note in handed.notes)
    assert [kind for kind, _ in handed.flags] == ["two files of one notebook"]
    (folder / f"{NAME}.ipynb").write_text(solved.text(), "utf-8")
    handed = find()
    assert handed.notebooks[NAME] == f"{NAME}.ipynb" and any(copy in note for note in handed.notes)


def test_a_merge_with_the_common_ancestor_in_it_is_read(notebook):
    work = Work.solved()
    lines = work.cell("stf-forward")["source"].split("\n")
    lines[1:1] = [
        "<<<<<<< mine",
        "    mine = 1",
        "||||||| base",
        "    base = 1",
        "=======",
        "    theirs = 1",
        ">>>>>>> x",
    ]
    work.cell("stf-forward")["source"] = "\n".join(lines)
    cells, _ = submission.read(work.text().encode())
    (source,) = [cell["source"] for cell in cells if cell["id"] == "stf-forward"]
    assert "mine = 1" in source and "base = 1" not in source and "theirs = 1" not in source


def test_an_experiment_below_the_tests_does_not_count(notebook):
    work = Work.solved()
    cells, answer = work.cells(), work.cell("stf-forward")
    last = max(k for k, cell in enumerate(cells) if cell["id"].startswith("stf-test"))
    cells.insert(last + 1, {**answer, "id": "experiment", "source": answer["source"] + "\n# without forcing"})
    repaired = submission.repair(submission.read(work.text().encode())[0], notebook.manifest)
    (kept,) = [cell for cell in repaired.cells if cell.id == "stf-forward"]
    assert kept.source == answer["source"] and "above its tests" in repaired.notes[0]


def test_links_and_pipes_are_not_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("{}")
    folder = tmp_path / "submitted" / "someone" / "sheet10"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").symlink_to(secret)
    (folder / "more").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    (folder / "numpy.py").write_text("")
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert handed.notebooks == {} and handed.beside == ["numpy.py"]
    assert {kind for kind, _ in handed.flags} == {"link", "special file", "file in a library's place"}
    with pytest.raises(OSError):
        intake.read_inside(folder, f"{NAME}.ipynb")
    with pytest.raises(OSError):
        intake.read_inside(folder, "more/secret.ipynb")
    with pytest.raises(OSError):
        intake.read_inside(folder, "pipe")


def test_a_student_that_is_a_link_is_not_read(tmp_path):
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "someone").symlink_to(NOTEBOOKS)
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert handed.notebooks == {} and handed.flags


def test_preflight_names_the_limits_that_the_grader_has():
    assert (Limits().notebook_seconds, Limits().cell_seconds) == (preflight.SECONDS, preflight.CELL_SECONDS)


def test_preflight_says_what_will_grade(tmp_path, capsys):
    folder = Work.solved().write(tmp_path, "me")
    path = folder / "2_lyapunov_exponent.ipynb"
    assert preflight.main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "This will grade." in said and "of your 120" in said and "naive-lyapunov           written" in said
    tree = json.loads(path.read_text())
    tree["cells"] = [cell for cell in tree["cells"] if cell["id"] not in ("which-line", "naive-test-norms")]
    path.write_text(json.dumps(tree))
    assert preflight.main(["--no-run", str(path)]) == 1
    said = capsys.readouterr().out
    assert "which-line               missing" in said and "put back: `naive-test-norms`" in said
    path.write_text("")
    assert preflight.main([str(path)]) == 1
    assert "This will not grade. The file is empty." in capsys.readouterr().out


def test_a_folder_that_nobody_has_thought_of_stops_nobody(tmp_path, monkeypatch):
    for student in ("good", "odd"):
        (tmp_path / "submitted" / student / "sheet10").mkdir(parents=True)
    look = intake._look

    def broken(student, folder, notebooks):
        return look(student, folder, notebooks) if student == "good" else 1 / 0

    monkeypatch.setattr(intake, "_look", broken)
    good, odd = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert good.digest and not good.flags
    assert odd.notebooks == {} and [kind for kind, _ in odd.flags] == ["not graded"] and odd.notes


def test_a_folder_that_may_not_be_read_and_names_in_other_encodings_stop_nobody(tmp_path, monkeypatch):
    submitted = os.fsencode(tmp_path / "submitted")
    for name in (b"good", b"closed", b"a\xff", rb"a\xff", b"\xe9" * 120):
        os.makedirs(os.path.join(submitted, name, b"sheet10"))
    look = Path.is_dir

    def is_dir(path):
        if "closed" in path.parts:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    found = {handed.student: handed for handed in intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))}
    assert len(found) == 5 and max(map(len, found)) < 60
    assert {kind for kind, _ in found["closed"].flags} == {"not graded"} and not found["good"].flags


def test_a_file_that_is_larger_than_any_notebook_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "DIGESTED", 10)
    path = tmp_path / "data.bin"
    digests = []
    for data in (b"0123456789", b"0123456789a", b"0123456789b"):
        path.write_bytes(data)
        with intake.open_inside(tmp_path, "data.bin") as file:
            digests.append(intake._digest(file))
            assert file.tell() <= 10
    assert digests[0] != digests[1] == digests[2]


SLOW_TO_SALVAGE = {
    "beginnings": '{"id"', "beginnings and an error": '{"id": x, ', "cells that never end": '{"cell_type": "code", ',
    "strings that never end": '{"id":"x, ', "blanks": "{" + " " * 1000, "lists in lists": '{"id":[',
    "numbers": '{"id": ' + "1" * 100 + " ", "lists of numbers": '{"id":[' * 300 + "1," * 100_000,
    "conflicts": "<<<<<<< \n",
}  # fmt: skip


@pytest.mark.parametrize("kind", SLOW_TO_SALVAGE)
def test_a_damaged_notebook_is_read_in_linear_time(kind):
    """3 MB took 234 s when every error counted the lines from the beginning."""
    part = SLOW_TO_SALVAGE[kind]
    start = time.process_time()
    with pytest.raises(submission.Unreadable):
        submission.read(('{"cells": [' + part * (3_000_000 // len(part))).encode())
    assert time.process_time() - start < 3


def test_cells_longer_than_the_window_are_salvaged():
    cells = [{"cell_type": "code", "source": "x" * size} for size in (10, 5000, 100_000, 7)]
    text = '{"cells": [' + ", ".join(map(json.dumps, cells)) + ', {"cell_type": "code", "sour'
    found, notes = submission.read(text.encode())
    assert [cell["source"] for cell in found] == [cell["source"] for cell in cells] and "4 cells" in notes[0]


def test_a_folder_that_is_slow_to_look_into_is_known_by_its_names(tmp_path, monkeypatch):
    folder = Work.solved().write(tmp_path / "submitted", "someone")
    (folder / "other.ipynb").write_text("{}")
    monkeypatch.setattr(intake, "_looked_into", lambda *_: time.sleep(60))
    monkeypatch.setattr(bounded.run, "__kwdefaults__", {"seconds": 0.5, "patience": 1, "memory": bounded.MEMORY})
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert set(handed.notebooks) == set(sheet.load("sheet10"))
    assert [kind for kind, _ in handed.flags] == ["slow to read"]


def test_a_folder_with_a_leading_dot_is_graded(tmp_path):
    for student in (".ada", ".ipynb_checkpoints"):
        Work().write(tmp_path / "submitted", student)
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert handed.student.startswith("ada_") and set(handed.notebooks) == set(sheet.load("sheet10"))


@pytest.mark.parametrize("name", ["ada", "Müller, Anna", "anna@uni.de", "王小明", "O-Brien (2)", "a+b"])
def test_the_name_of_a_folder_that_harms_nothing_is_the_id(tmp_path, name):
    Work().write(tmp_path / "submitted", name)
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert handed.student == name and handed.flags == []


@pytest.mark.parametrize(
    "name",
    ["<img src=x onerror=alert(1)>", "=1+1", "a;=1+1;b", "a\t=1", "-rf", "\x1b[2J", "anna\u202excod", 'O"Neil',
     "O'Neil", "a&b", "`id`", "$HOME", "\udcff\udcfe", "x" * 150, "a\u200bb", ".ada"],
)  # fmt: skip
def test_any_other_folder_is_kept_under_an_id_of_allowed_letters(tmp_path, name):
    Work().write(tmp_path / "submitted", name)
    Work().write(tmp_path / "submitted", "ben")
    found = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    (handed,) = [one for one in found if one.student != "ben"]
    assert identity.ALLOWED.fullmatch(handed.student) and set(handed.notebooks) == set(sheet.load("sheet10"))
    assert [kind for kind, _ in handed.flags] == ["another id"] and handed.flags[0][1].isprintable()
    assert intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"), [handed.student]) == [handed]


def test_an_archive_that_was_not_unpacked_is_told(tmp_path):
    folder = tmp_path / "submitted" / "someone" / "sheet10"
    folder.mkdir(parents=True)
    (folder / "sheet10.7z").write_bytes(b"7z")
    (handed,) = intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))
    assert any("sheet10.7z is an archive that could not be unpacked" in note for note in handed.notes)


def test_an_earlier_version_raises_no_flag_unless_the_last_is_blank(tmp_path):
    folder = Work.solved().write(tmp_path / "submitted", "someone")
    (folder / intake.EARLIER).mkdir()
    (folder / intake.EARLIER / f"{NAME}.1.ipynb").write_text(Work.solved().text(), "utf-8")
    find = lambda: intake.find(tmp_path / "submitted", "sheet10", sheet.load("sheet10"))[0]
    assert find().flags == []
    (folder / f"{NAME}.ipynb").write_text(Work().text(), "utf-8")
    assert find().notebooks[NAME] == f"{intake.EARLIER}/{NAME}.1.ipynb" and find().flags


@pytest.mark.parametrize(
    ("text", "known"),
    [("2026-11-27 06:12:59.123456 UTC", True), ("2026-11-27 06:12:59 Europe/Berlin", True),
     ("9" * 40 + "m601_0", False), ("2026-11-27 06:12:59 /etc/localtime", False)],
)  # fmt: skip
def test_a_time_is_known_or_left_out(tmp_path, text, known):
    (tmp_path / "timestamp.txt").write_text(text)
    assert intake.receipt(intake.Handed("someone", tmp_path)) == (text if known else None, None)
