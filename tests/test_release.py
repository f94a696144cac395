"""The release: regenerated it equals the committed one; it runs blank; a working copy is never overwritten."""

import subprocess
import sys
import zipfile

import nbformat
import pytest

from authoring import handout, lab, release
from grading.folders import NOTEBOOKS, SOLUTIONS


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory):
    """Every sheet, made anew; not run, since `pytest --nbval notebooks` compares what a run gives."""
    target = tmp_path_factory.mktemp("release")
    for sheet in release.sheets():
        release.make(sheet, target=target, run=False)
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


def test_a_working_copy_is_never_overwritten(tmp_path):
    first = lab.prepare(tmp_path)
    assert len(first) == len(list(NOTEBOOKS.rglob("*.ipynb")))
    mine = tmp_path / first[0]
    mine.write_text("my work")
    (tmp_path / first[1]).unlink()
    assert lab.prepare(tmp_path) == [first[1]]
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


def test_the_handout_installs_without_the_course(handed_out, tmp_path):
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*install, "--target", site, handed_out], check=True, capture_output=True)
    program = "import sheet_utils.datasets as d; print(d.load_lorenz().shape, d.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": ""},
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert "[100000, 3]" in done.stdout and str(site) in done.stdout
    assert not (site / "course").exists()
