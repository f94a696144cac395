"""The container files in structure: what they copy is there, and what they install is pinned. No builder runs here."""

import json
import re

import pytest

from grading.folders import ROOT

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
