"""The documentation's commands work: every one is run here, or another test that runs it is named here.

`WAYS` says of every command in a fenced `sh` block how it is tried:

- `Typed`: here, as it stands, in a copy of the repository with a class of two, or in the unpacked hand-out;
- `Served`: here, until the server answers; then it is ended;
- `Planned`: `make -n` shows that make knows what to do; the test that is named does the work itself;
- `Elsewhere`: the test that is named does it.

A command without a way, a way without a command, and a named test that is not there, are failures.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
import zipfile
from dataclasses import dataclass

import nbformat
import pytest

from authoring import handout
from authoring.__main__ import COMMANDS
from authoring.demo.submissions import Work
from grading.folders import SOLUTIONS
from tests import browser as browsers
from tests.commands import DOCUMENTS, ROOT, blocks, commands
from tests.graded import mistake, needs_sandbox

BIN = os.path.dirname(sys.executable)


@dataclass(frozen=True)
class Typed:
    """Run here as it stands."""


@dataclass(frozen=True)
class Served:
    """Run here until its server answers."""


@dataclass(frozen=True)
class Planned:
    """Run by `make -n`, and in earnest by the tests of that name."""

    tests: str


@dataclass(frozen=True)
class Elsewhere:
    """Run by the tests of that name."""

    tests: str


EXCHANGE = Elsewhere("test_exchange")
WAYS = {
    # student.md
    "python3 -m venv .venv": Typed(),
    "source .venv/bin/activate": Typed(),
    'pip install -c requirements.lock ".[fast]"': Typed(),
    "python -m sheet_utils.lab": Served(),
    # No conda is installed where the tests run: the file is compared with what pip is asked for.
    "mamba env create -f environment.yml": Elsewhere("test_house::test_conda_and_pip_ask_for_the_same"),
    "mamba activate chaos-rnn-course": Elsewhere("test_house::test_conda_and_pip_ask_for_the_same"),
    "make lab": Planned("test_release::test_a_working_copy_is_never_overwritten"),
    "python -m sheet_utils.preflight sheet10/*.ipynb": EXCHANGE,
    "nbgrader list": EXCHANGE,
    "nbgrader fetch_assignment sheet10": EXCHANGE,
    "nbgrader submit sheet10": EXCHANGE,
    "nbgrader fetch_feedback sheet10": EXCHANGE,
    # tutor.md
    "cd course": Typed(),
    "source ../.venv/bin/activate": Typed(),
    "make handout": Planned("test_release::test_the_handout_gives_nothing_away"),
    "course collect sheet10": Typed(),
    "course grade sheet10 --workers 2": Typed(),
    "nbgrader formgrader": Elsewhere("test_formgrader"),
    "course regrade sheet10 --question stf-forward": Typed(),
    "course feedback sheet10": Typed(),
    "course report sheet10": Typed(),
    "nbgrader release_assignment sheet10": EXCHANGE,
    "nbgrader collect sheet10": EXCHANGE,
    "nbgrader autograde sheet10": EXCHANGE,
    "nbgrader generate_feedback sheet10": EXCHANGE,
    "nbgrader release_feedback sheet10": EXCHANGE,
    "nbgrader export": EXCHANGE,
    "make demo": Planned("test_hostile"),
    "make hostile": Planned("test_hostile"),
    # author.md and contributing.md
    "python -m authoring.fingerprints": Elsewhere("test_checks::test_the_fingerprints_are_current_"),
    "python -m authoring.fingerprints --pictures": Elsewhere(
        "test_checks::test_the_pictures_are_of_the_bundled_network"
    ),
    "python -m authoring.mutants sheet10": Elsewhere("test_mutants::test_every_answer_gets_what_it_must"),
    "course release sheet10": Elsewhere("test_release::test_the_committed_release_is_current"),
    "pytest --nbval notebooks/sheet10": Elsewhere("test_nbval::test_the_release_says_the_same_again"),
    "pytest --nbval notebooks": Elsewhere("test_nbval::test_the_release_says_the_same_again"),
    "pytest --nbval-lax solutions": Elsewhere("test_solutions::test_the_instructor_notebooks_run"),
    # What you are looking at just now.
    "make test": Planned("test_docs"),
    "make lint": Typed(),
    "make release": Planned("test_release::test_the_committed_release_is_current"),
    "make mutants": Planned("test_mutants"),
    "make browser": Planned("test_browser"),
    "make bench": Planned("test_engine"),
    "python -m benchmarks.grading": Elsewhere("test_docs::test_the_evening_of_a_tutor"),
}  # fmt: skip
EVERY = {
    command: block
    for name in DOCUMENTS
    for block in blocks(name)
    if block.language == "sh"
    for command in block.commands
}


def test_every_block_says_what_it_is():
    odd = [(block.document, block.text) for name in DOCUMENTS for block in blocks(name) if not block.language]
    assert not odd, "give these blocks a language: `sh` for what is typed in a shell"


@pytest.mark.parametrize("command", EVERY)
def test_every_command_has_a_way(command):
    assert command in WAYS, f"{EVERY[command].document}: say in WAYS how `{command}` is tried"


def test_no_way_is_left_over():
    assert not WAYS.keys() - EVERY.keys()


@pytest.mark.parametrize("tests", sorted({way.tests for way in WAYS.values() if hasattr(way, "tests")}))
def test_the_tests_that_are_named_are_there(tests):
    module, _, name = tests.partition("::")
    source = (ROOT / "tests" / f"{module}.py").read_text()
    assert re.search(rf"^def {name or 'test_'}", source, re.M), f"there is no test {tests}"


@pytest.mark.parametrize("command", [command for command, way in WAYS.items() if isinstance(way, Planned)])
def test_make_knows_what_to_do(command):
    done = subprocess.run([*command.split(), "-n"], cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0 and done.stdout.strip(), done.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_inside_a_sentence_exist(document):
    """`make X`, `course X` and `python -m X` in running text name a target, a subcommand, a module that is there."""
    text = re.sub(r"^```.*?^```", "", (ROOT / document).read_text("utf-8"), flags=re.M | re.S)
    makefile = (ROOT / "Makefile").read_text()
    for code in re.findall(r"`([^`\n]+)`", text):
        words = code.split()
        if words[0] == "make" and len(words) > 1:
            assert re.search(rf"^{words[1]}:", makefile, re.M), f"make {words[1]}"
        elif words[0] == "course" and len(words) > 1:
            assert words[1] in COMMANDS, code
        elif words[:2] == ["python", "-m"]:
            assert importlib.util.find_spec(words[2]), code


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_inside_the_repository_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / document).read_text("utf-8")):
        assert ((ROOT / document).parent / target).exists(), f"{document} links to {target}"


# --- Typed. -----------------------------------------------------------------------------------------


def type_in(lines, folder, **environment):
    """Type lines into one shell; it ends at the first that fails. Returns what it printed."""
    settings = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **environment}
    done = subprocess.run(["bash", "-e", "-c", "\n".join(lines)], cwd=folder, env=settings, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    assert done.returncode == 0, f"{lines}\n{done.stdout}"
    return done.stdout


def typed(document, heading, kind=Typed):
    return [command for command in commands(document, heading) if isinstance(WAYS[command], kind)]


@pytest.fixture
def repository(tmp_path):
    """A copy of what a clone holds, with this environment's programs in its .venv."""
    copy = tmp_path / "clone"
    for part in ("course", "solutions", "notebooks", "sheet_utils", "grading", "authoring", "data", "tests"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints",
                        "submitted", "autograded", "records", "feedback", "report", "gradebook.db"))  # fmt: skip
    venv.create(copy / ".venv", symlinks=True, with_pip=False)
    _borrow(copy / ".venv")
    return copy


def _borrow(environment):
    """Let an environment see the packages of the one that runs the tests, before its own."""
    (site,) = environment.glob("lib/*/site-packages")
    packages = [path for path in sys.path if path.endswith("site-packages")]
    (site / "borrowed.pth").write_text(f"import sys; sys.path[:0] = {packages}\n")


@needs_sandbox
def test_the_evening_of_a_tutor(repository):
    archive = repository / "course" / "downloaded" / "sheet10" / "archive"
    archive.mkdir(parents=True)
    answers = {"ada": "solution", "ben": mistake("stf-forward", "wrong_adds")}
    for student, answer in answers.items():
        work = Work(answers={"stf-forward": answer})
        with zipfile.ZipFile(archive / f"{student}.zip", "w") as zipped:
            zipped.writestr(f"{work.name()}.ipynb", work.text())  # one notebook each is enough here
    lines = typed("docs/tutor.md", "For tutors") + typed("docs/tutor.md", "The evening after the deadline")
    said = type_in(lines, repository, PYTHONPATH=str(repository))
    assert "0 of 5 would change. Nothing was written" in said
    report = repository / "course" / "report" / "sheet10"
    assert "ada" in (report / "moodle.csv").read_text()
    assert len(list((repository / "course" / "feedback").rglob("1_*.html"))) == len(answers)


def test_a_contributor_lints():
    type_in(typed("docs/contributing.md", "For contributors"), ROOT)


def test_a_student_installs_the_handout_and_opens_it(tmp_path):
    with zipfile.ZipFile(handout.make(tmp_path / "handout.zip")) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / handout.NAME
    lines = typed("docs/student.md", "Install")
    type_in(lines[:1], folder)
    # Offline and in seconds: the packages that pip would fetch are borrowed from this environment.
    _borrow(folder / ".venv")
    settings = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    type_in(lines[1:], folder, **settings)
    serve, *_ = typed("docs/student.md", "Install", Served)
    environment = {"PATH": f"{folder / '.venv' / 'bin'}:{BIN}:{os.environ['PATH']}"}
    with browsers.serving(serve.split(), tmp_path, folder, environment) as address:
        shown = urllib.request.urlopen(f"{address}/api/contents/work/sheet10?token=sheet").read()
    assert b"1_sparse_teacher_forcing.ipynb" in shown


# --- Time. ------------------------------------------------------------------------------------------

WORDS_PER_MINUTE, SECONDS_PER_LINE = 200, 20


@pytest.mark.parametrize("sheet", sorted(path.name for path in SOLUTIONS.iterdir() if path.is_dir()))
def test_the_first_right_is_ten_minutes_away(sheet):
    """Reading at 200 words a minute, and 20 seconds for a line of one's own, up to the first check of a sheet."""
    words, lines = 0, 0
    for cell in nbformat.read(min((SOLUTIONS / sheet).glob("*.ipynb")), as_version=4).cells:
        text = re.sub(r"<details>.*?</details>", "", cell.source.split("### BEGIN SOLUTION")[0], flags=re.S)
        words += len(text.split())
        lines += sum(map(int, re.findall(r"# about (\d+) line", text)))
        if cell.id.endswith("-check"):
            break
    assert lines and words / WORDS_PER_MINUTE + lines * SECONDS_PER_LINE / 60 < 10


@pytest.mark.parametrize("path", sorted(SOLUTIONS.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_every_exercise_says_how_long_it_takes(path):
    cells = nbformat.read(path, as_version=4).cells
    assert re.search(r"\*\*Time\*\* about \d+ minutes", cells[0].source)
    said = ""
    for cell in cells:
        if cell.cell_type == "markdown" and re.search(r"^\*\d+ points? ·", cell.source, re.M):
            said = cell.source
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert re.search(r"· about \d+ minutes\*", said), f"{cell.id}: no time is given above it"
