"""Test the tests: every answer in `authoring/answers` against the student's check and the grader.

    python -m authoring.mutants [sheet ...] [--grader in-process|nbgrader|isolated] [--only exercise/answer ...]

Each answer is put into the notebook's namespace beside right answers to the other exercises. Then the check runs on
the visible and on the hidden probes, and every graded cell of the notebook is graded. A wrong answer has to lose the
cells it names, and only those, under its right name; a right answer loses nothing; a wrong answer that is no named
mistake has to lose, and is not recognised. Anything else is a failure, and the exit status says so.
"""

import argparse
import ast
import contextlib
import functools
import io
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from authoring.catalogue import ROOT, compiled, read_answers, read_notebook, solution
from authoring.fingerprints import FOLDERS, SHEETS, probes_of
from grading import sheet as sheets
from grading.folders import NOTEBOOKS
from grading.judge import judge
from grading.nbgrader_command import nbgrader, write_settings
from grading.sandbox.limits import Limits
from sheet_utils import submission
from sheet_utils.checks import diagnosis, exercise_file, probing
from sheet_utils.modes import Modes


@dataclass(frozen=True)
class Row:
    """What became of one answer.

    Attributes:
        answer: the `Answer`.
        expected, given: the graded cells it must lose, and those that it lost.
        recognised: what the check said, on the visible and on the hidden probes: (state, misconception) each; the
            misconception is "hint missing" where the text does not hold the answer's hint.
    """

    answer: object
    expected: frozenset
    given: frozenset
    recognised: tuple

    @property
    def verdicts(self) -> tuple:
        """What the check has to say, twice."""
        if self.answer.right:
            return ((diagnosis.RIGHT, None),) * 2
        return ((diagnosis.NOT_YET, self.answer.misconception),) * 2

    @property
    def good(self) -> bool:
        """Whether the answer lost what it must, and the check said what it has to."""
        return self.expected == self.given and self.recognised == self.verdicts


# --- Graders. Each takes a sheet's name and jobs, and gives a dict of points by graded cell for every job. A job is
# the name of a notebook and the code of all its solution cells, by cell id. ------------------------------------


def in_process(sheet, jobs) -> list[dict[str, float]]:
    """Grade in this process, without starting a kernel: what `make test` can afford for every answer.

    Args:
        sheet: its name.
        jobs: a list of jobs, see above.

    Returns:
        A dict of points by graded cell for every job.
    """
    known = {}
    return [_in_process(sheet, *job, known) for job in jobs]


def _in_process(sheet, notebook, sources, known):
    """Points by graded cell. Each is run once for every set of answers it reaches; `known` holds what it came to."""
    namespace, owners = _run(sheet, notebook, sources)
    points = {}
    for cell in graded_cells(sheet, notebook):
        key = notebook, cell.id, frozenset(_reached(cell.source, owners, sources).items())
        # A switch that an answer has turned reaches every cell.
        if key in known and not Modes.now().changed():
            points[cell.id] = known[key]
            continue
        points[cell.id] = 0
        with _quiet(), contextlib.suppress(Exception):
            exec(compiled(cell.source, cell.id), dict(namespace))
            points[cell.id] = cell.metadata.nbgrader.points
        known[key] = points[cell.id]
    return points


def _reached(source, owners, sources):
    """The answers that a piece of code can reach: what it names, what that names, and so on; source by cell id.

    Args:
        source: the code of a graded cell.
        owners, sources: the ids of the answers that have bound a name, and the answers' code by id.
    """
    reached, waiting = {}, [source]
    while waiting:
        for owner in {owner for name in _names_in(waiting.pop()) for owner in owners.get(name, ())} - reached.keys():
            reached[owner] = sources[owner]
            waiting.append(sources[owner])
    return reached


@functools.cache
def _names_in(source):
    return frozenset(node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))


@contextlib.contextmanager
def _quiet():
    """Without what an answer prints, or warns of."""
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def through_nbgrader(sheet, jobs) -> list[dict[str, float]]:
    """Grade through stock nbgrader: one student per job, from the release to the gradebook.

    Args:
        sheet, jobs: as in `in_process`.

    Returns:
        As in `in_process`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "course"
        write_settings(folder, release="release")
        nbgrader("generate_assignment", sheet, "--create", cwd=folder)
        for number, (notebook, sources) in enumerate(jobs):
            handed_in = folder / "submitted" / f"student{number}" / sheet
            handed_in.mkdir(parents=True)
            blank = folder / "release" / sheet / f"{notebook}.ipynb"
            nbformat.write(filled_in(nbformat.read(blank, as_version=4), sources), handed_in / blank.name)
        nbgrader("autograde", sheet, "--create", cwd=folder)
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            return [_points(book, sheet, f"student{number}", job[0]) for number, job in enumerate(jobs)]


def _points(book, sheet, student, notebook):
    grades = book.find_submission_notebook(notebook, sheet, student).grades
    return {grade.name: grade.auto_score for grade in grades if grade.cell.cell_type == "code"}


def isolated(sheet, jobs) -> list[dict[str, float]]:
    """Grade as `course grade` does: the student's code in a sandbox of its own, the tests outside.

    Args:
        sheet, jobs: as in `in_process`.

    Returns:
        As in `in_process`.
    """
    known = sheets.load(sheet)
    graded = []
    for notebook, sources in jobs:
        whole = filled_in(nbformat.read(NOTEBOOKS / sheet / f"{notebook}.ipynb", as_version=4), sources)
        given, _ = submission.read(nbformat.writes(whole).encode())
        given = submission.repair(given, known[notebook].manifest, known[notebook].sources)
        cells = judge(known[notebook], given, {}, Limits()).cells
        graded.append({name: verdict.points for name, verdict in cells.items()})
    return graded


GRADERS = {"in-process": in_process, "nbgrader": through_nbgrader, "isolated": isolated}


def filled_in(notebook, sources) -> nbformat.NotebookNode:
    """Put code into the solution cells of a released notebook, and drop the cells that train for minutes.

    Args:
        notebook: as nbformat reads it; it is changed.
        sources: the code by cell id.

    Returns:
        The same notebook.
    """
    notebook.cells = [cell for cell in notebook.cells if "as-submitted" not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
    return notebook


def run(sheet, notebook, sources) -> dict[str, object]:
    """Run the first code cell of a notebook and its solution cells.

    Args:
        sheet, notebook: their names.
        sources: the code of the solution cells by id, in order.

    Returns:
        The namespace afterwards.
    """
    return _run(sheet, notebook, sources)[0]


def _run(sheet, notebook, sources):
    """As `run`, and beside the namespace {name: ids of the cells that have bound it to something new}."""
    namespace, owners = dict(_setup(sheet, notebook)), {}
    for cell, source in sources.items():
        before = dict(namespace)
        exec(compiled(source, cell), namespace)
        for name, value in namespace.items():
            if name not in before or value is not before[name]:
                owners.setdefault(name, []).append(cell)
    return namespace, owners


@functools.cache
def _setup(sheet, notebook):
    first = next(cell for cell in cells(sheet, notebook).values() if cell.cell_type == "code")
    namespace = {"__name__": "answer"}
    exec(compiled(first.source, first.id), namespace)
    return namespace


def cells(sheet, notebook) -> dict[str, nbformat.NotebookNode]:
    """The cells of an instructor's notebook.

    Args:
        sheet, notebook: their names.

    Returns:
        The cells by id, in order.
    """
    return read_notebook(ROOT / "solutions" / sheet / f"{notebook}.ipynb")


def graded_cells(sheet, notebook) -> list[nbformat.NotebookNode]:
    """The automatically graded cells of a notebook.

    Args:
        sheet, notebook: their names.

    Returns:
        The cells in order.
    """
    code = [cell for cell in cells(sheet, notebook).values() if cell.cell_type == "code"]
    return [cell for cell in code if cell.metadata.get("nbgrader", {}).get("grade")]


# --- The table. -----------------------------------------------------------------------------------


def rows(sheet, grade=in_process, names=None) -> list[Row]:
    """Try every answer of a sheet.

    Args:
        sheet: its name.
        grade: a grader, as `in_process`.
        names: the answers to try, as "exercise/name"; all if None.

    Returns:
        A list of `Row`.
    """
    tried = []
    for notebook, exercises in probes_of(sheet).NOTEBOOKS.items():
        solutions = {exercise: solution(sheet, notebook, exercise) for exercise in exercises}
        for exercise in exercises:
            for answer in (solutions[exercise], *read_answers(sheet, exercise)):
                if names is None or f"{exercise}/{answer.name}" in names:
                    sources = {name: other.source for name, other in solutions.items()} | {exercise: answer.source}
                    tried.append((answer, notebook, sources))
    graded = grade(sheet, [(notebook, sources) for _, notebook, sources in tried])
    return [_row(sheet, *job, points) for job, points in zip(tried, graded, strict=True)]


def _row(sheet, answer, notebook, sources, points):
    most = {cell.id: cell.metadata.nbgrader.points for cell in graded_cells(sheet, notebook)}
    unknown = set(answer.loses) - most.keys()
    assert not unknown, f"{answer.exercise}/{answer.name} would lose {unknown}, which are no graded cells"
    lost = frozenset(cell for cell in most if points[cell] < most[cell])
    recognised = tuple(_recognised(sheet, answer, notebook, sources, hidden) for hidden in (False, True))
    return Row(answer, frozenset(answer.loses), lost, recognised)


def _recognised(sheet, answer, notebook, sources, hidden):
    verdict = verdict_on(sheet, notebook, answer.exercise, sources, hidden)
    hint = answer.hint if answer.misconception else ""
    return verdict.state, verdict.misconception if hint in verdict.text else "hint missing"


@functools.cache
def _exercise(exercise, hidden):
    return exercise_file.unpack((FOLDERS[hidden] / f"{exercise}.npz").read_bytes())


def verdict_on(sheet, notebook, exercise, sources, hidden) -> diagnosis.Diagnosis:
    """Check one answer, as `checks.validate` would.

    Args:
        sheet, notebook: their names.
        exercise: its id.
        sources: the code of the notebook's solution cells by id, in order.
        hidden: whether the probes are the tutors' or the students'.

    Returns:
        The check's `Diagnosis`.
    """
    namespace = run(sheet, notebook, sources)
    stored = _exercise(exercise, hidden)
    functions = [namespace[name] for name in stored.functions]
    return diagnosis.diagnose(stored, lambda probe: probing.answer(functions[probe.function], probe))


def table(tried) -> list[str]:
    """Put rows into words.

    Args:
        tried: a list of `Row`.

    Returns:
        Lines of text: some for every row, then the totals.
    """
    lines = []
    for row in tried:
        mark = "ok " if row.good else "BAD"
        lines.append(f"{mark} {row.answer.exercise}/{row.answer.name}")
        lines.append(f"      loses       {_names(row.expected)}" + ("" if row.given == row.expected else " (expected)"))
        if row.given != row.expected:
            lines.append(f"      lost        {_names(row.given)} (given)")
        recognised = [misconception or state for state, misconception in row.recognised]
        wanted = [misconception or state for state, misconception in row.verdicts]
        lines.append(
            f"      recognised  {recognised[0]}"
            + ("" if row.recognised == row.verdicts else f" and {recognised[1]}, not {wanted[0]}")
        )
        if row.answer.hint:
            lines.append(f"      hint        {row.answer.hint}")
    right = [row for row in tried if row.answer.right]
    wrong = [row for row in tried if not row.answer.right]
    count = lambda text, good, all_of: lines.append(f"{text:45}{sum(good)} of {len(all_of)}")
    is_recognised = lambda rows: [row.recognised == row.verdicts for row in rows]
    named = [row for row in wrong if row.answer.misconception]
    others = [row for row in wrong if not row.answer.misconception]
    count("right answers that keep every point", [not row.given for row in right], right)
    count("right answers that the check calls right", is_recognised(right), right)
    count("wrong answers that lose points", [bool(row.given) for row in wrong], wrong)
    count("wrong answers that lose what they must only", [row.given == row.expected for row in wrong], wrong)
    count("named mistakes recognised", is_recognised(named), named)
    count("other mistakes not recognised, and said so", is_recognised(others), others)
    return lines


def _names(names):
    return ", ".join(sorted(names)) or "nothing"


def main(arguments=None) -> int:
    """Try the answers that the command line names, and print the table.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        1 if an answer is not treated as it must, otherwise 0.
    """
    parser = argparse.ArgumentParser(prog="python -m authoring.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("sheets", nargs="*", default=SHEETS, help="such as sheet10; all if left out")
    parser.add_argument("--grader", choices=GRADERS, default="in-process", help="what grades (default: %(default)s)")
    parser.add_argument("--only", nargs="+", metavar="ANSWER", help="such as stf-forward/wrong_never")
    options = parser.parse_args(arguments)
    failures = 0
    for sheet in options.sheets:
        tried = rows(sheet, GRADERS[options.grader], options.only)
        print("\n".join(table(tried)))
        failures += sum(not row.good for row in tried)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
