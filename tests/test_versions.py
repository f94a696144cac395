"""The script that tries the oldest and the newest packages: what it asks for, and what it notices."""

import re
import sys
import tomllib

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from authoring import versions
from grading.folders import NOTEBOOKS, ROOT


def test_every_range_that_a_student_installs_has_two_ends():
    names = versions.ranges()
    assert {"ipykernel", "ipywidgets", "anywidget", "jupyterlab", "numpy", "matplotlib", "numba"} <= names.keys()
    for requirement in names.values():
        assert versions.asked(requirement, "oldest").startswith(f"{requirement.name}==")
        assert versions.asked(requirement, "newest") == str(requirement)


def test_a_range_that_is_open_above_is_refused():
    with pytest.raises(ValueError, match="ipykernel"):
        versions.asked(Requirement("ipykernel>=6.29"), "newest")


def test_the_contributors_page_lists_every_range_with_what_was_tried():
    page = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    for name, requirement in versions.ranges().items():
        (row,) = re.findall(rf"^\| {name} \| ([\d.]+) \| ([\d.]+) \|$", page, re.M)
        assert all(version in requirement.specifier for version in row), name
        assert Version(row[0]) == Version(versions.asked(requirement, "oldest").partition("==")[2]), name


def test_what_is_locked_lies_in_the_ranges():
    locked = versions.pinned()
    assert all(locked[name.lower()] in requirement.specifier for name, requirement in versions.ranges().items())


def test_pytorch_is_allowed_in_the_version_that_is_tried_alone():
    """`make versions` takes the locked one; a wider range would allow what nobody has run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (torch,) = (one for one in map(Requirement, project["dependencies"]) if one.name == "torch")
    major, minor = map(int, versions.pinned()["torch"].split(".")[:2])
    assert str(torch.specifier) == f"<{major}.{minor + 1},>={major}.{minor}"


def small(tmp_path, *sources):
    """The released text of every cell is "1"; a notebook with that output and the given sources, run."""
    path = tmp_path / "released.ipynb"
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, 1)]
    for cell in cells:
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="1\n")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return versions.run(sys.executable, path, tmp_path / "run.ipynb")


def test_what_another_version_changes_is_noticed(tmp_path):
    shows = "import ipywidgets\nprint('≈', 2)\ndisplay(ipywidgets.IntSlider())"
    found = small(tmp_path, "print(1)", "print(2)", "print('≈', 2)", shows)
    assert not found["error"] and found["seconds"] > 0
    assert (found["other"], found["widgets"]) == (["cell-2"], 1)
    assert small(tmp_path, "1 / 0")["error"].startswith("ZeroDivisionError")


def test_the_notebooks_that_are_run_are_there():
    assert all(list(folder.glob("*.ipynb")) for folder in NOTEBOOKS.iterdir() if folder.is_dir())
