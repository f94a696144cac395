"""nbgrader's exchange between a tutor and two students, each in a home of their own, by the documents' own commands."""

import os
import shlex
import shutil

import nbformat
import pytest

from authoring.demo.submissions import own_answers
from grading import sheet
from grading.folders import Folders
from grading.nbgrader_command import write_settings
from grading.records import gradebook
from tests import commands, forked_commands
from tests.graded import mistake, needs_sandbox
from tests.hostile.run import hidden_lines

SHEET, FIRST = "sheet10", "1_sparse_teacher_forcing"
TUTOR, HEADING = "docs/tutor.md", "With nbgrader's exchange"


class Person:
    """Somebody with a home, nbgrader's settings in it, and a folder to type in."""

    def __init__(self, home, settings):
        self.home, self.said = home, {}
        self.folder = home / "course"
        self.folder.mkdir(parents=True)
        (home / ".jupyter").mkdir()
        (home / ".jupyter" / "nbgrader_config.py").write_text(settings)

    def types(self, line):
        """Run a command as it stands in a document; it has to succeed. `said` keeps what it printed."""
        words = []
        for word in shlex.split(line):
            found = sorted(str(path.relative_to(self.folder)) for path in self.folder.glob(word)) if "*" in word else []
            words += found or [word]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
        environment |= {"HOME": str(self.home), "JUPYTER_CONFIG_DIR": str(self.home / ".jupyter")}
        log = self.home / "log"
        process = forked_commands.started(words, self.folder, environment, log)
        process.join()
        self.said[line] = log.read_text("utf-8")
        assert process.exitcode == 0, f"{line}\n{self.said[line]}"


def work(folder, changes):
    """Fill the instructor's answers, but for some changes, into the notebooks that were fetched."""
    answers = own_answers(SHEET) | changes
    for path in sorted((folder / SHEET).glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """Tutor, Ada (all right) and Ben (one classic mistake), after the sheet has gone there and back."""
    root = tmp_path_factory.mktemp("exchange")
    (block,) = commands.under(TUTOR, HEADING, "python")
    shared = root / "exchange"
    shared.mkdir()
    shared.chmod(0o777)
    settings = block.text.replace("/srv/nbgrader/exchange", str(shared))
    assert str(shared) in settings
    tutor = Person(root / "tutor", settings)
    # The students of a class have accounts of their own; here one account plays them all.
    ada, ben = (
        Person(root / name, f"{settings}\nc.CourseDirectory.student_id = {name!r}\n") for name in ("ada", "ben")
    )
    write_settings(tutor.folder)

    out, back = _split(commands.commands(TUTOR, HEADING), "nbgrader release_assignment")
    for line in out:
        tutor.types(line)
    fetch, submit = _split(commands.commands("docs/student.md", "Hand in"), "nbgrader fetch_assignment")
    for student, changes in ((ada, {}), (ben, {"stf-forward": mistake("stf-forward", "wrong_adds")})):
        for line in fetch:
            student.types(line)
        work(student.folder, changes)
        if student is ada:  # it runs the notebooks, which takes a while
            for line in commands.commands("docs/student.md", "Before you hand in"):
                student.types(line)
        for line in submit:
            student.types(line)
    for line in back:
        tutor.types(line)
    for student in (ada, ben):
        for line in commands.commands("docs/student.md", "Read your feedback"):
            student.types(line)
    yield tutor, ada, ben
    shutil.rmtree(root, ignore_errors=True)


def _split(lines, last):
    """The lines up to the one that begins with `last`, and those after it."""
    at = next(number for number, line in enumerate(lines, start=1) if line.startswith(last))
    return lines[:at], lines[at:]


@needs_sandbox
def test_what_the_students_handed_in_is_graded(people):
    tutor, _, _ = people
    scores = gradebook.scores(Folders(tutor.folder), SHEET)
    assert set(scores) == {"ada", "ben"}
    tests = {name for notebook in sheet.load(SHEET).values() for name in notebook.tests}
    lost = {
        student: {name for cells in mine.values() for name, values in cells.items() if name in tests and not values[0]}
        for student, mine in scores.items()
    }
    assert lost == {"ada": set(), "ben": {"stf-test-replace"}}
    assert "ada" in (tutor.folder / "grades.csv").read_text()


@needs_sandbox
def test_preflight_praises_what_grades(people):
    _, ada, _ = people
    (said,) = (text for line, text in ada.said.items() if "preflight" in line)
    assert said.count("This will grade.") == len(list((ada.folder / SHEET).glob("*.ipynb")))


@needs_sandbox
def test_feedback_reaches_the_one_it_is_for_and_shows_no_test(people):
    _, ada, ben = people
    pages = {person: sorted((person.folder / SHEET / "feedback").rglob("*.html")) for person in (ada, ben)}
    for found in pages.values():
        assert [page.stem for page in found] == sorted(sheet.load(SHEET))
    texts = {person: next(p for p in found if p.stem == FIRST).read_text("utf-8") for person, found in pages.items()}
    assert "Likely cause" in texts[ben] and "Likely cause" not in texts[ada]
    for text in texts.values():
        assert not [line for line in hidden_lines() if line in text]
