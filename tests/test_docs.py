"""The documentation's commands work: every one is run by a test, or listed with the reason why it cannot be.

`WAYS` says of every command in a fenced `sh` block how it is tried:

- `Typed`: in this file, as it stands, in a copy of the repository with a class of two, or in the unpacked hand-out;
- `Made`: in this file, by make, in a copy of the repository in which the packages are installed already;
- `Served`: in this file, until the server answers; then it is ended;
- `TypedBy`: by another file of tests, which reads the command out of the same block;
- `NotRun`: not at all, and why.

A command without a way, a way without a command, and a file that does not read the block, are failures.
"""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import dataclass

import nbformat
import pytest

from authoring import handout
from authoring.__main__ import COMMANDS
from authoring.demo.submissions import Work
from grading.folders import SOLUTIONS
from tests import borrowed
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
class Made:
    """Run here by make, in a copy of the repository.

    Attributes:
        variables: settings of the Makefile's own, which make the command quick or keep its window shut.
        leaves: a file that it has to leave behind, as a pattern.
    """

    variables: tuple = ()
    leaves: str = ""


@dataclass(frozen=True)
class TypedBy:
    """Run by the file of tests of that name."""

    tests: str


@dataclass(frozen=True)
class NotRun:
    """Not run, for this reason."""

    reason: str


NO_CONDA = NotRun("no conda channel is reached where the tests run; test_house compares the file with pip's")
LOCKED = NotRun("it fetches every package; test_lock reads the lock, and a person types this after `make lock`")
EXCHANGE = TypedBy("test_exchange")
WAYS = {
    # student.md
    "python3 -m venv .venv": Typed(),
    "source .venv/bin/activate": Typed(),
    'pip install -c requirements.lock ".[fast]"': Typed(),
    "python -m sheet_utils.lab": Served(),
    "mamba env create -f environment.yml": NO_CONDA,
    "mamba activate chaos-rnn-course": NO_CONDA,
    "make lab": Served(),
    "python -m sheet_utils.preflight sheet10/*.ipynb": EXCHANGE,
    "nbgrader list": EXCHANGE,
    "nbgrader fetch_assignment sheet10": EXCHANGE,
    "nbgrader submit sheet10": EXCHANGE,
    "nbgrader fetch_feedback sheet10": EXCHANGE,
    # tutor.md
    "cd course": Typed(),
    "source ../.venv/bin/activate": Typed(),
    "make handout": Made(leaves="dist/*.zip"),
    "course collect sheet10": Typed(),
    "course grade sheet10 --workers 2": Typed(),
    "course formgrader": Served(),
    "course read sheet10": TypedBy("test_reading"),
    "course regrade sheet10 --question stf-forward": Typed(),
    "course feedback sheet10": Typed(),
    "course report sheet10": Typed(),
    "nbgrader release_assignment sheet10": EXCHANGE,
    "nbgrader collect sheet10": EXCHANGE,
    "nbgrader autograde sheet10": EXCHANGE,
    "nbgrader generate_feedback sheet10": EXCHANGE,
    "nbgrader release_feedback sheet10": EXCHANGE,
    "nbgrader export": EXCHANGE,
    "make demo": Made(("DEMO=--no-open --workers 1 --student blaise --student klara",),
                      leaves="build/demo/report/*/index.html"),
    "make hostile": NotRun("ten minutes; `make test` grades a sample of the same cases by the same functions"),
    # author.md and contributing.md
    "python -m authoring.fingerprints": NotRun("it writes what test_checks compares with what it would write"),
    "python -m authoring.fingerprints --pictures": NotRun("the same"),
    "python -m authoring.mutants sheet10": NotRun("minutes; test_mutants grades the same answers by its functions"),
    "course release sheet10": Typed(),
    "pytest --nbval notebooks/sheet10": NotRun("test_nbval runs it with the folder of the sheet that it prepares"),
    "pytest --nbval notebooks": NotRun("minutes for every sheet; test_nbval runs it on each in turn"),
    "pytest --nbval-lax solutions": NotRun("minutes; test_solutions runs the same notebooks and looks at more"),
    "make site": TypedBy("test_site"),
    "course translate de": Typed(),
    "make handout EDITION=de": Made(leaves="dist/*-de.zip"),
    "python3 -m venv locked": LOCKED,
    "locked/bin/python -m pip install --upgrade pip": LOCKED,
    "locked/bin/python -m pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu": LOCKED,
    "locked/bin/python -m pip install -r pylock.toml": LOCKED,
    "locked/bin/python -m pip install --no-deps --editable .": LOCKED,
    "make wheel": Made(leaves="dist/*.whl"),
    "make versions": NotRun("it fetches packages; test_versions runs its functions on a small notebook"),
    "make lock": NotRun("it asks the package index, and an index changes; test_lock makes the lock from a kept answer"),
    # What you are looking at just now.
    "make test": NotRun("it is what runs this file"),
    "make lint": Made(),
    "make release": NotRun("it is `course release` for every sheet; test_release regenerates them all and compares"),
    "make mutants": NotRun("minutes; test_mutants grades the same answers by its functions"),
    "make browser": NotRun("ten minutes; `make test` opens a sample of the notebooks by the same test"),
    "make bench": NotRun("half an hour, and packages that `make test` does not install; test_house starts one of them"),
    "python -m benchmarks.grading": NotRun("ten minutes for a class of one hundred; test_house reads its names"),
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


def reads(module, block):
    """Whether a file of tests asks `tests.commands` for the commands of a block: it names its heading."""
    return block.heading in module.read_text("utf-8")


@pytest.mark.parametrize("command", [command for command, way in WAYS.items() if isinstance(way, TypedBy)])
def test_who_types_a_command_reads_it_out_of_the_document(command):
    assert reads(ROOT / "tests" / f"{WAYS[command].tests}.py", EVERY[command])


def test_a_file_that_does_not_read_a_block_is_noticed(tmp_path):
    module = tmp_path / "test_nothing.py"
    module.write_text("commands('docs/student.md', 'Install')")
    assert not reads(module, EVERY["nbgrader submit sheet10"])


def test_every_reason_is_one():
    assert all(len(way.reason) > 7 for way in WAYS.values() if isinstance(way, NotRun))


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
    copy.mkdir()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, text=True, capture_output=True, check=True).stdout
    names = [name for name in tracked.split("\0") if name and (ROOT / name).exists()]
    # With what has been compiled of it: byte code, which a copy would make for every process anew, and kernels.
    for package in ("sheet_utils", "grading", "authoring"):
        names += [str(compiled.relative_to(ROOT)) for compiled in ROOT.glob(f"{package}/**/__pycache__")]
    subprocess.run(["cp", "--archive", "--parents", "--", *names, copy], cwd=ROOT, check=True)
    borrowed.make(copy / ".venv")
    return copy


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
    assert "0 of 8 would change. Nothing was written" in said
    report = repository / "course" / "report" / "sheet10"
    assert "ada" in (report / "moodle.csv").read_text()
    assert len(list((repository / "course" / "feedback").rglob("1_*.html"))) == len(answers)


@needs_sandbox
@pytest.mark.parametrize("command", [command for command, way in WAYS.items() if isinstance(way, Made)])
def test_make_does_it(command, repository):
    # The stamps say that everything is installed; the programs are those of this environment.
    stamps = ["-o", ".venv/student", "-o", ".venv/dev", "-o", ".venv"]
    words = [*command.split(), *stamps, f"BIN={BIN}", *WAYS[command].variables]
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    done = subprocess.run(words, cwd=repository, env=environment, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not WAYS[command].leaves or list(repository.glob(WAYS[command].leaves))


def test_make_lab_copies_the_sheets_and_opens_them(repository, tmp_path):
    stamps = ["-o", ".venv/student", "-o", ".venv"]
    with browsers.serving(["make", "lab", *stamps, f"BIN={BIN}"], tmp_path, repository, {"PYTHONPATH": str(repository)},
                          through="LAB", root_dir=None) as address:  # fmt: skip
        shown = urllib.request.urlopen(f"{address}/api/contents/sheet10?token=sheet").read()
        settings = "lab/api/settings/@jupyterlab/apputils-extension:notification"
        defaults = json.load(urllib.request.urlopen(f"{address}/{settings}?token=sheet"))["schema"]["properties"]
        first = urllib.request.urlopen(f"{address}/?token=sheet").url
    assert b"1_sparse_teacher_forcing.ipynb" in shown
    assert first.partition("?")[0].endswith("/lab/tree/START.ipynb")
    # With "none" JupyterLab asks on the first page whether it may fetch its news.
    assert defaults["fetchNews"]["default"] == "false" and not defaults["checkForUpdates"]["default"]


def test_course_formgrader_opens_the_list_of_assignments(repository, tmp_path):
    environment = {"PYTHONPATH": str(repository)}
    with browsers.serving(
        ["course", "formgrader"], tmp_path, repository / "course", environment, root_dir=None
    ) as address:
        request = urllib.request.Request(f"{address}/formgrader", headers={"Authorization": "token sheet"})
        page = urllib.request.urlopen(request).read()
    assert b"Manage Assignments" in page


def test_an_author_releases_one_sheet(repository, kernels):
    """A sheet of two notebooks, each of which comes out as it is committed; test_nbval runs all there are."""
    solutions, folder = (repository / name / "sheet10" for name in ("solutions", "notebooks"))
    for path in solutions.glob("[123]_*.ipynb"):
        path.unlink()
    # It runs in a fifth of the time of the first, and under another name it is a notebook as good as any.
    name = "4_beyond_sparse.ipynb"
    shutil.copy(solutions / name, solutions / "5_once_more.ipynb")
    committed = (folder / name).read_text()
    type_in(["course release sheet10"], repository, PYTHONPATH=str(repository), **kernels)
    released = {path.name: path.read_text() for path in folder.glob("*.ipynb")}
    assert released == {name: committed, "5_once_more.ipynb": committed}


def test_an_author_brings_a_translation_up_to_date(repository):
    files = [*repository.glob("translations/**/*.po"), repository / "data" / "sheets.json"]
    before = {path: path.read_bytes() for path in files}
    said = type_in(typed("docs/contributing.md", "Another language"), repository, PYTHONPATH=str(repository))
    assert "the translation is complete" in said and before == {path: path.read_bytes() for path in files}


def test_a_student_installs_the_handout_and_opens_it(tmp_path):
    with zipfile.ZipFile(handout.make(tmp_path / "handout.zip")) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / handout.NAME
    lines = typed("docs/student.md", "Install")
    type_in(lines[:1], folder)
    # Offline and in seconds: the packages that pip would fetch are borrowed from this environment.
    borrowed.lend(folder / ".venv")
    # What is called no-... is set by "0": neither compile, nor look for conflicts among all that is borrowed.
    settings = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
                "PIP_NO_COMPILE": "0", "PIP_NO_WARN_CONFLICTS": "0"}  # fmt: skip
    type_in(lines[1:], folder, **settings)
    assert not (folder / ".venv" / "bin" / "course").exists()
    assert not list((folder / ".venv").glob("lib/*/site-packages/course"))
    program = "import sheet_utils.datasets as d; print(d.load_lorenz().shape, d.__file__)"
    told = type_in([lines[1], f"python -P -c {shlex.quote(program)}"], folder)
    assert "[100000, 3]" in told and str(folder / ".venv") in told
    serve, *_ = typed("docs/student.md", "Install", Served)
    environment = {"PATH": f"{folder / '.venv' / 'bin'}:{BIN}:{os.environ['PATH']}"}
    with browsers.serving(serve.split(), tmp_path, folder, environment, root_dir=None) as address:
        shown = urllib.request.urlopen(f"{address}/api/contents/sheet10?token=sheet").read()
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


@pytest.mark.parametrize("path", sorted(SOLUTIONS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_every_exercise_says_how_long_it_takes(path):
    cells = nbformat.read(path, as_version=4).cells
    assert re.search(r"\*\*Time\*\* about \d+ minutes", cells[0].source)
    said = ""
    for cell in cells:
        if cell.cell_type == "markdown" and re.search(r"^\*\d+ points? ·", cell.source, re.M):
            said = cell.source
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert re.search(r"· about \d+ minutes\b[^*\n]*\*", said), f"{cell.id}: no time is given above it"


def test_a_lecturer_reads_the_hours_and_points_of_the_notebooks():
    """The table at the top of the lecturers' page: bonus is counted beside it."""
    rows = re.findall(
        r"^\| (\d\d) \| .*? \| ([\d.]+) \| (\d+) \| (\d+) \|$", (ROOT / "docs/teach.md").read_text(), re.M
    )
    told = {f"sheet{number}": (float(hours), int(tested), int(read)) for number, hours, tested, read in rows}
    assert sorted(told) == sorted(path.name for path in SOLUTIONS.glob("sheet*"))
    for sheet, (hours, tested, read) in told.items():
        minutes, points = 0, {False: 0, True: 0}
        for path in SOLUTIONS.glob(f"{sheet}/*.ipynb"):
            cells = nbformat.read(path, as_version=4).cells
            if "all bonus" in cells[0].source:
                continue
            minutes += int(re.search(r"about (\d+) minutes", cells[0].source)[1])
            for cell in cells:
                settings = cell.metadata.get("nbgrader", {})
                points[settings.get("task", False) or settings.get("solution", False)] += settings.get("points", 0)
        assert abs(hours - minutes / 60) <= 0.5, f"{sheet} takes {minutes} minutes"
        assert (tested, read) == (points[False], points[True]), sheet
