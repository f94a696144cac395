"""Containers, Binder and Colab in structure: what they copy is there, what they install is pinned. Nothing is built."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from authoring import handout
from grading.folders import NOTEBOOKS, ROOT
from sheet_utils import submission
from tests.commands import blocks

FILES = sorted((ROOT / "container").glob("*.Dockerfile"))


def instructions(path):
    """(instruction, its text) of a Dockerfile, lines joined and comments left out."""
    text = re.sub(r"\\\n", " ", "\n".join(line for line in path.read_text().split("\n") if not line.startswith("#")))
    return [tuple(line.split(maxsplit=1)) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_copied_is_there_and_versions_are_pinned(path):
    lines = instructions(path)
    assert lines[0][0] == "FROM" and lines[0][1].startswith("python:3.11")
    for kind, text in lines:
        if kind == "COPY":
            sources = [part for part in text.split()[:-1] if not part.startswith("--")]
            assert all((ROOT / source).exists() for source in sources)
    installs = [text for kind, text in lines if kind == "RUN" and "pip install" in text]
    assert installs and all("-c requirements.lock" in text for text in installs)
    users = [text for kind, text in lines if kind == "USER"]
    assert users and "root" not in users, "nothing of a student's runs as root"


def test_the_lock_is_copied_before_it_is_used():
    for path in FILES:
        kinds = [(kind, text) for kind, text in instructions(path)]
        copied = next(
            k
            for k, (kind, text) in enumerate(kinds)
            if kind == "COPY" and ("requirements.lock" in text or text.endswith(". ."))
        )
        assert copied < next(k for k, (kind, text) in enumerate(kinds) if "pip install" in text)


def test_the_graders_file_brings_bubblewrap():
    assert "bubblewrap" in (ROOT / "container" / "grader.Dockerfile").read_text()


def test_the_devcontainer_builds_the_students_file():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert (ROOT / ".devcontainer" / settings["build"]["dockerfile"]).resolve() in FILES
    assert (ROOT / ".devcontainer" / settings["build"]["context"]).resolve() == ROOT


def test_binder_installs_what_is_pinned_on_the_python_of_the_tests():
    folder = ROOT / "binder"
    assert (folder / "runtime.txt").read_text().strip() == "python-3.11"
    lines = [line for line in (folder / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    constraints = [line.removeprefix("-c ") for line in lines if line.startswith("-c ")]
    # pip reads a constraint's path beside the file that names it, and a project's in the folder that it is called in.
    assert [(folder / name).resolve() for name in constraints] == [ROOT / "requirements.lock"]
    assert lines[-1] == ".[fast]"
    assert os.access(folder / "postBuild", os.X_OK), "Binder runs postBuild only if it may be executed"


def test_binders_last_step_lays_the_sheets_out(tmp_path):
    """It is run in a folder that holds what it needs of a clone, and what has been compiled of it.

    From nothing the engine is compiled in test_wheel.
    """
    for name in ("notebooks", "sheet_utils", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(tmp_path)}
    script = ROOT / "binder" / "postBuild"
    done = subprocess.run([script], cwd=tmp_path, env=environment, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "work").rglob("*.ipynb"))) == len(list(NOTEBOOKS.rglob("*.ipynb")))


def as_colab_saves(notebook, keep_grading):
    """A notebook as Colab writes it: of nbformat 4.0, its cells without ids but with names of Colab's own."""
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        metadata = {"id": f"Xy{number:010d}"} | ({"nbgrader": cell["metadata"].get("nbgrader")} if keep_grading else {})
        metadata = {key: value for key, value in metadata.items() if value is not None}
        cells.append({key: value for key, value in cell.items() if key != "id"} | {"metadata": metadata})
    extra = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return {"nbformat": 4, "nbformat_minor": 0, "metadata": extra, "cells": cells}


@pytest.mark.parametrize("keep_grading", [True, False])
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_saved_by_colab_is_known_again(path, keep_grading):
    saved = as_colab_saves(json.loads(path.read_text("utf-8")), keep_grading)
    cells, _ = submission.read(json.dumps(saved).encode())
    manifest = submission.manifests()[path.parent.name][path.stem]
    repaired = submission.repair(cells, manifest)
    assert not repaired.missing
    assert [cell.id for cell in repaired.cells] == [cell["id"] for cell in manifest["cells"]]


def test_the_first_cell_on_colab_names_what_the_hand_out_holds():
    (block,) = (block for block in blocks("docs/student.md") if "google.colab" in block.text)
    assert f"!unzip -qn {handout.NAME}.zip" in block.text and f"%pip install -q ./{handout.NAME}" in block.text
    assert "output.enable_custom_widget_manager()" in block.text
    assert {"setup.py", "pyproject.toml", "sheet_utils", "data"} <= handout.PARTS.keys()
