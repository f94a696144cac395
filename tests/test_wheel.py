"""The wheel and the source distribution: what lies in them, and a sheet that runs where there is nothing else."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile

import nbformat
import pytest

from authoring import handout, wheel
from grading.folders import NOTEBOOKS, ROOT
from sheet_utils.datasets import GUESTS
from tests import borrowed

LICENCES = sorted(path for path in (ROOT / "LICENSES").iterdir())


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return wheel.make(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def in_wheel(built):
    """{name: bytes} of what is in the wheel."""
    with zipfile.ZipFile(built[0]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def in_source(built):
    """{name: bytes} of what is in the source distribution, without its top folder."""
    with tarfile.open(built[1]) as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        return {member.name.partition("/")[2]: archive.extractfile(member).read() for member in files}


def test_the_full_texts_of_the_licences_come_along(in_wheel, in_source):
    assert [path.name for path in LICENCES] == ["CC-BY-4.0.txt", "MIT.txt", "PSF-2.0.txt"]
    for path in [ROOT / "LICENSE", *LICENCES]:
        name = path.relative_to(ROOT).as_posix()
        (carried,) = (content for key, content in in_wheel.items() if key.endswith(f".dist-info/licenses/{name}"))
        assert carried == path.read_bytes() == in_source[name]


def test_the_texts_are_whole():
    texts = {path.name: path.read_text("utf-8") for path in LICENCES}
    sections = [f"Section {number} -- " for number in range(1, 9)]
    assert all(section in texts["CC-BY-4.0.txt"] for section in sections)
    assert "Creative Commons may be contacted at creativecommons.org." in texts["CC-BY-4.0.txt"]
    assert all(word in texts["MIT.txt"] for word in ("Permission is hereby granted", "WITHOUT WARRANTY OF ANY KIND"))


def test_every_file_has_a_licence_that_is_there():
    """REUSE.toml names licences whose texts are there, and LICENSE tells people of each of them."""
    identifiers = set()
    for line in (ROOT / "REUSE.toml").read_text().splitlines():
        if line.startswith("SPDX-License-Identifier"):
            identifiers |= set(line.partition("= ")[2].strip('"').split(" AND "))
    assert identifiers == {path.stem for path in LICENCES}
    assert all(f"LICENSES/{path.name}" in (ROOT / "LICENSE").read_text() for path in LICENCES)


def test_all_that_a_sheet_needs_is_in_both(in_wheel, in_source):
    data = [*json.loads((ROOT / "data" / "checksums.json").read_text()), "checksums.json", "sheets.json",
            "environment.json", *(f"checks/{path.name}" for path in (ROOT / "data" / "checks").iterdir())]  # fmt: skip
    for name in data:
        assert in_wheel[f"sheet_utils/data/{name}"] == in_source[f"data/{name}"] == (ROOT / "data" / name).read_bytes()
    for path in NOTEBOOKS.rglob("*.ipynb"):
        name = path.relative_to(NOTEBOOKS).as_posix()
        assert in_wheel[f"sheet_utils/notebooks/{name}"] == in_source[f"notebooks/{name}"] == path.read_bytes()
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sheet_utils").rglob("*.py")}
    assert modules <= in_wheel.keys() & in_source.keys()
    assert {"requirements.lock", "pylock.toml", "environment.yml"} <= in_source.keys()


def test_nothing_is_in_them_that_a_student_may_not_see(in_wheel, in_source):
    for files in (in_wheel, in_source):
        assert not [name for name in files if name.split("/")[0] in ("grading", "authoring", "solutions", "tests")]
        assert not [name for name, content in files.items() if b"BEGIN HIDDEN TESTS" in content]


def test_what_is_not_ours_stays_at_home(tmp_path, monkeypatch):
    monkeypatch.setattr(handout, "ROOT", tmp_path)
    monkeypatch.setattr(handout, "PARTS", {"data": "data"})
    for name in [*GUESTS, "lorenz_data.pt"]:
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).touch()
    with zipfile.ZipFile(handout.make(tmp_path / "handout.zip")) as archive:
        assert archive.namelist() == [f"{handout.NAME}/data/lorenz_data.pt"]


RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
notebook.cells.append(nbformat.v4.new_code_cell("import sheet_utils; print(sheet_utils.__file__)"))
nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[1])
"""


def test_a_sheet_runs_where_only_the_wheel_is_installed(built, tmp_path):
    """A clean environment, a folder of its own, no repository: the sheets come out of the wheel, and one is run."""
    python = borrowed.make(tmp_path / "environment")
    install = ["-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", built[0]]
    subprocess.run([sys.executable, *install], check=True)
    folder = tmp_path / "semester"
    folder.mkdir()
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"JUPYTER_PATH": ""}
    words = [python, "-m", "sheet_utils.lab", "--version"]
    lab = lambda *options: subprocess.run([*words, *options], cwd=folder, env=settings, capture_output=True)
    assert lab().returncode == 1 and not (folder / "work").exists()
    assert lab("--here").returncode == 0 and lab().returncode == 0
    assert len(list((folder / "work").rglob("*.ipynb"))) == len(list(NOTEBOOKS.rglob("*.ipynb")))
    path = folder / "work" / "sheet09" / "5_a_real_laser.ipynb"
    subprocess.run([python, "-c", RUN, path], cwd=folder, env=settings, check=True)
    cells = nbformat.read(path, as_version=4).cells
    assert str(tmp_path / "environment") in cells[-1].outputs[0].text
    checks = [cell for cell in cells if cell.id.endswith("-check")]
    assert checks and all("not started" in json.dumps(cell.outputs).lower() for cell in checks)
