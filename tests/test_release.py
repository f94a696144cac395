"""The release: regenerated it equals the committed one; it runs blank; a working copy is never overwritten."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest

from authoring import handout, release
from grading.folders import NOTEBOOKS, ROOT, SOLUTIONS
from sheet_utils import lab


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory):
    """Every sheet, made anew; not run, since `pytest --nbval notebooks` compares what a run gives."""
    target = tmp_path_factory.mktemp("release")
    assert [folder.name for folder in release.make_all(target, run=False)] == release.sheets()
    release.make_start(target, run=False)
    return target


def made_by_nbgrader(cell):
    """What has to be equal in every cell."""
    return cell.cell_type, cell.id, cell.source, cell.metadata


def test_the_committed_release_is_current(regenerated):
    made = sorted(path.relative_to(regenerated) for path in regenerated.rglob("*.ipynb"))
    committed = sorted(path.relative_to(NOTEBOOKS) for path in NOTEBOOKS.rglob("*.ipynb"))
    assert made == committed
    for name in made:
        new, old = (nbformat.read(folder / name, as_version=4) for folder in (regenerated, NOTEBOOKS))
        assert len(new.cells) == len(old.cells)
        for ours, theirs in zip(new.cells, old.cells, strict=True):
            assert made_by_nbgrader(ours) == made_by_nbgrader(theirs), f"{name}, {ours.id}: run `make release`"


def test_every_code_cell_of_the_release_was_run():
    for path in NOTEBOOKS.rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            assert cell.cell_type != "code" or cell.execution_count, f"{path.name}: {cell.id} was not run"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_silent_cells_are_announced_folded_and_stand_below_the_picture(path):
    """A student who has just read a check comes to the picture, and not to cells that say nothing."""
    cells = nbformat.read(path, as_version=4).cells
    graded = [cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade", False) for cell in cells]
    for place, cell in enumerate(cells):
        if graded[place]:
            assert cell.metadata.get("jupyter", {}).get("source_hidden"), cell.id
            assert graded[place - 1] or re.match("Graded cells?; leave", cells[place - 1].source), cell.id
    backwards = reversed(range(len(cells)))  # so that the first graded cell of each counts
    tested = {match[1]: place for place in backwards if (match := re.match("(.+?)-test", cells[place].id))}
    for place, cell in enumerate(cells):
        if cell.cell_type == "code" and re.search(r"plots\.show|widgets\.", cell.source):
            late = [name for name, first in tested.items() if cell.id.startswith(f"{name}-") and place > first]
            assert not late, f"{cell.id} stands below the graded cells"


def test_the_next_hand_out_unpacked_over_last_weeks_work_leaves_it_alone(tmp_path, monkeypatch):
    """A hand-out holds no `work/`, and what is in there is copied once."""
    with zipfile.ZipFile(handout.make(tmp_path / "handout.zip")) as archive:
        assert not [name for name in archive.namelist() if name.split("/")[1] == "work"]
        archive.extractall(tmp_path)
        monkeypatch.chdir(tmp_path / handout.NAME)
        opened = []
        monkeypatch.setattr(lab.subprocess, "call", lambda words, env: opened.append(words) or 0)
        monkeypatch.setattr(lab, "compile_meanwhile", lambda: None)
        assert lab.main([]) == 0
        work = sorted(Path("work").rglob("*.ipynb"))[0]
        work.write_text("a week's work")
        archive.extractall(tmp_path)
    assert lab.main(["--no-browser"]) == 0 and work.read_text() == "a week's work"
    assert f"--LabApp.default_url=/lab/tree/{lab.START}" in opened[0], "who comes for the first time is shown around"
    assert not any("default_url" in word for word in opened[1])
    assert opened[1][-2:] == [f"--ServerApp.root_dir={Path('work').resolve()}", "--no-browser"]
    monkeypatch.chdir(tmp_path)
    assert lab.main([]) == 1


def test_what_is_compiled_meanwhile_is_the_installed_package(tmp_path, monkeypatch):
    """The folder of a hand-out holds its sources, too; compiled there, the engine would be of no use to a kernel."""
    (tmp_path / "sheet_utils").mkdir()
    (tmp_path / "sheet_utils" / "__init__.py").write_text("raise ImportError('the sources of the hand-out')")
    monkeypatch.chdir(tmp_path)
    assert lab.compile_meanwhile().wait() == 0


@pytest.mark.parametrize("kernel", [{"name": "conda-env-chaos-py", "display_name": "Python [conda env:chaos]"}, None])
def test_a_release_names_the_kernel_that_everybody_has(tmp_path, kernel):
    path = tmp_path / "1.ipynb"
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel} if kernel else {})
    nbformat.write(notebook, path)
    release.name_kernel(path)
    assert nbformat.read(path, as_version=4).metadata.kernelspec.name == "python3"


def test_a_clone_on_windows_has_the_data_as_they_are(tmp_path):
    """git turns line ends round there, unless .gitattributes says otherwise; the checksums are of the bytes."""
    known = json.loads((ROOT / "data" / "checksums.json").read_text())
    files = [f"data/{name}" for name in known] + ["data/sheets.json", ".gitattributes"]
    repository, clone = tmp_path / "repository", tmp_path / "clone"
    for name in files:
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, repository / name)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=true"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "data"]):
        subprocess.run([*git, *words], cwd=repository, check=True, capture_output=True)
    subprocess.run([*git, "clone", "-q", repository, clone], check=True, capture_output=True)
    for name in files:
        assert (clone / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_a_working_copy_is_never_overwritten(tmp_path):
    first = lab.prepare(tmp_path, NOTEBOOKS)
    assert len(first) == len(list(NOTEBOOKS.rglob("*.ipynb")))
    mine = tmp_path / first[0]
    mine.write_text("my work")
    (tmp_path / first[1]).unlink()
    assert lab.prepare(tmp_path, NOTEBOOKS) == [first[1]]
    assert mine.read_text() == "my work"


REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory):
    """The hand-out, unpacked."""
    folder = tmp_path_factory.mktemp("handout")
    with zipfile.ZipFile(handout.make(folder / "handout.zip")) as archive:
        archive.extractall(folder)
    return folder / handout.NAME


def test_the_handout_gives_nothing_away(handed_out):
    names = {path.relative_to(handed_out).parts[0] for path in handed_out.rglob("*") if path.is_file()}
    assert names == set(handout.PARTS)
    secrets, visible = set(), set()
    for path in SOLUTIONS.rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            inside = False
            for line in map(str.strip, cell.source.splitlines()):
                inside = inside or any(f"BEGIN {region}" in line for region in REGIONS)
                if len(line) > 45:
                    (secrets if inside else visible).add(line)
                inside = inside and not any(f"END {region}" in line for region in REGIONS)
    # A line that also stands in the open, in some other cell, gives nothing away.
    secrets -= visible
    assert len(secrets) > 50
    for path in handed_out.rglob("*"):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", errors="ignore")
            found = [line for line in secrets if line in content]
            assert not found, f"{path.relative_to(handed_out)} holds {found[:3]}"
