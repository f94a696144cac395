"""What a student gets back: their points, a hint per mistake, and the tutor's words, beside what each is about.

One page holds a whole sheet; the same page of a single notebook is what nbgrader's exchange carries. Made of the
student's own cells and of released text alone. Hidden tests, their messages, their inputs, expected values and mark
schemes are not asked for here, so they cannot slip through; what the student's own code printed or raised while tests
ran is left out too, since it could carry their inputs. The page runs no script and loads nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from grading import sanitise, sheet
from grading.folders import Folders
from grading.pages import class_results, template, tutor_copy
from grading.pages.class_results import ClassResults
from grading.records import record_files
from grading.verdicts import BLANK, CellVerdict, ExerciseState

WORDS = {
    "right": "Right.",
    "wrong": "Not right.",
    "raised an error": "Your function stopped with an error.",
    "too slow": "Your code took too long and was stopped. An endless loop?",
    "process ended": "Your code ended its own process, or was ended because it used too much.",
    "no time left": "Not tested: this notebook had used up its time.",
    "not defined": "The function was not there.",
    "not started": "Not started.",
    "missing": "The notebook was not handed in.",
    "unreadable": "The notebook could not be read.",
    "not graded": "Could not be graded by the machine; your tutor looks at it.",
}
#: How an exercise stands, in a word, and the colour of that word.
FULL, PARTIAL, NONE = ("all right", "good"), ("partly right", "part"), ("not yet", "bad")
FULL_MARKS, PARTIAL_MARKS, NO_MARKS = ("all points", "good"), ("partial", "part"), ("no points", "bad")
OPEN, NOT_STARTED = ("your tutor reads this", "wait"), ("not started", "plain")
NOT_ANSWERED = ("not answered", "plain")
WITHOUT_FILE = {"missing": ("not handed in", "plain"), "unreadable": ("file could not be read", "plain")}
#: What nbgrader says of an answer that was left empty.
NO_RESPONSE = "No response."
#: Errors that are named: the ones that mistakes make. Any other could be a message about a hidden input.
NAMED = {"TypeError", "ValueError", "IndexError", "KeyError", "NameError", "AttributeError", "RuntimeError",
         "ZeroDivisionError", "ModuleNotFoundError", "ImportError", "AssertionError", "SyntaxError", "IndentationError",
         "FileNotFoundError", "RecursionError", "UnboundLocalError"}  # fmt: skip


@dataclass(frozen=True)
class TestLine:
    """What one test came to.

    Attributes:
        title: what is tested, as the student's notebook says it.
        text: what came of it.
        right: whether it was passed.
        points, max: given and possible; a tutor's points count before the machine's.
        manual: the tutor's points, or None.
    """

    title: str
    text: str
    right: bool
    points: float
    max: float
    manual: float | None


@dataclass
class ExercisePart:
    """One exercise or question on the page.

    Attributes:
        anchor: where a link finds it.
        title: its number and heading.
        is_question: whether a person marks it.
        points, max: given and possible.
        word, colour: how it stands.
        tests: its `TestLine`s.
        cause, hint: of a known mistake, or "".
        known: whether the mistake is a known one; None where none was looked for.
        comments: the tutor's words, as harmless HTML in which formulas are not set yet.
        answer: what the student wrote in words, in the same form.
        work: the student's code with what it showed.
    """

    anchor: str
    title: str
    is_question: bool
    points: float
    max: float
    word: str
    colour: str
    tests: list = field(default_factory=list)
    cause: str = ""
    hint: str = ""
    known: bool | None = None
    comments: list = field(default_factory=list)
    answer: list = field(default_factory=list)
    work: list = field(default_factory=list)

    @property
    def common(self) -> str:
        """What came of every test alike, such as an endless loop, so that it need not be said for each; or ""."""
        texts = {test.text for test in self.tests}
        return texts.pop() if len(texts) == 1 < len(self.tests) else ""


@dataclass(frozen=True)
class NotebookPart:
    """One notebook on the page.

    Attributes:
        number, title: of it.
        file: the name of the page of this notebook alone.
        bonus: whether its points are extra.
        points, max: given and possible; what lateness costs is not taken off.
        cost: what lateness costs.
        notes: about the file, in the student's words.
        exercises: its `ExercisePart`s, in the notebook's order.
    """

    number: str
    title: str
    file: str
    bonus: bool
    points: float
    max: float
    cost: float
    notes: list
    exercises: list

    @property
    def open(self) -> int:
        """How many exercises still wait for points."""
        return sum(part.colour == OPEN[1] for part in self.exercises)


def page(results: ClassResults, student: str, only: str | None = None) -> str:
    """The page of one student.

    Args:
        results: of the class.
        student: the name of their folder.
        only: the name of the one notebook that the page is about, or None for the whole sheet.

    Returns:
        HTML, which needs no other file.
    """
    return _page(results, student, notebook_parts(results, student), only)


def notebook_parts(results: ClassResults, student: str) -> dict[str, NotebookPart]:
    """Everything that a student's pages say.

    Args:
        results: of the class.
        student: the name of their folder.

    Returns:
        {notebook: NotebookPart}, in the sheet's order; without what nothing is known of.
    """
    return {name: part for name in results.notebooks if (part := _notebook(results, student, name))}


def _page(results, student, parts, only):
    return template.render(
        "feedback.html.j2",
        title=results.name.replace("sheet", "Sheet "),
        student=student,
        person=results.person(student).name or student,
        total=results.total(student),
        max=results.max,
        open=sum(part.open for part in parts.values()),
        time=results.time_of(student),
        parts=[parts[only]] if only else list(parts.values()),
        others=[part for name, part in parts.items() if name != only] if only else [],
    )


def verdict_text(verdict: CellVerdict, python: str = "") -> str:
    """One test's outcome in the student's words; of an error only its type, and only a usual one.

    Args:
        verdict: of the test.
        python: the version that it was graded with; another one may read a line that this one refuses.

    Returns:
        One or two sentences.
    """
    if not verdict.error:
        return WORDS[verdict.outcome]
    kind = verdict.error if verdict.error in NAMED else "an error"
    line = f" in its line {verdict.line}" if verdict.line else ""
    if verdict.outcome == "not defined":
        where = f" in Python {'.'.join(python.split('.')[:2])}" if python and kind == "SyntaxError" else ""
        return f"The function was not there: its cell stopped with {kind}{line}{where}."
    return f"Your function stopped with {kind}{line}."


def outcome_text(notebook: sheet.Notebook, cells: dict[str, CellVerdict], name: str, python: str = "") -> str:
    """One test's outcome, where others of the same exercise may have ended in an error.

    Only the first test says what the function stopped with: if each did, each could carry an input of that test.

    Args:
        notebook: of the sheet.
        cells: the verdicts of its graded cells.
        name: the id of the cell in question.
        python: the version that it was graded with.

    Returns:
        One or two sentences.
    """
    exercise = notebook.tests[name].exercise
    stopped = [test.id for test in notebook.tests.values()
               if test.exercise == exercise and test.id in cells and cells[test.id].error]  # fmt: skip
    return verdict_text(cells[name], python) if name in stopped[:1] else WORDS[cells[name].outcome]


# --- A notebook, exercise by exercise. ------------------------------------------------------------


def _notebook(results, student, name):
    """One notebook, or None where nothing is known of it."""
    record, notebook = results.records_of(student).get(name), results.notebooks[name]
    if record is None:
        return None
    comments = results.comments.get(student, {}).get(name, {})
    parts = {
        exercise: _exercise(results, student, notebook, record, exercise, comments) for exercise in notebook.titles
    }
    view = record_files.read_copy(results.folders, results.name, results.source(student), name)
    _add_work(parts, notebook, view)
    return NotebookPart(
        number=name.partition("_")[0],
        title=notebook.title,
        file=f"{quote(name)}.html",
        bonus=notebook.bonus,
        points=results.points(student, name),
        max=sum(notebook.exercise_points().values()),
        cost=results.time_of(student).penalties.get(name, 0.0),
        notes=record.notes,
        exercises=list(parts.values()),
    )


def _exercise(results, student, notebook, record, exercise, comments):
    scores = results.exercise_scores(student, notebook.name, exercise)
    state = record.exercises.get(exercise)
    part = ExercisePart(
        anchor=f"{notebook.name.partition('_')[0]}-{exercise}",
        title=notebook.titles[exercise],
        is_question=exercise in notebook.tasks,
        points=sum(score.points for score in scores),
        max=notebook.exercise_points()[exercise],
        word="",
        colour="",
        tests=list(_tests(results.scores_of(student, notebook.name), notebook, record, exercise)),
        comments=[
            _markdown(comments[cell])
            for cell in dict.fromkeys([exercise, *notebook.cells_of(exercise)])
            if comments.get(cell, NO_RESPONSE) != NO_RESPONSE
        ],  # fmt: skip
    )
    question = record.tasks.get(exercise)
    is_open, is_empty = results.is_open(student, notebook.name, exercise), question is None or not question.answered
    part.word, part.colour = _standing(part, record.status, state, is_open, is_empty)
    if state is not None and part.colour in ("part", "bad"):
        part.cause, part.hint = (state.line, state.hint) if state.misconception else ("", "")
        part.known = bool(state.misconception) if state.misconception or state.state == "not yet" else None
    return part


def _standing(
    part: ExercisePart, status: str, state: ExerciseState | None, is_open: bool, is_empty: bool
) -> tuple[str, str]:
    """How an exercise stands: a word, and its colour; `is_empty` is about the answer to a question."""
    if is_open:
        return OPEN
    if part.points >= part.max:
        return FULL_MARKS if part.is_question else FULL
    if part.points > 0:
        return PARTIAL_MARKS if part.is_question else PARTIAL
    if status in WITHOUT_FILE:
        return WITHOUT_FILE[status]
    if part.is_question:
        return NOT_ANSWERED if is_empty else NO_MARKS
    return NOT_STARTED if state is not None and state.state == BLANK else NONE


def _tests(scores, notebook, record, exercise):
    for test in notebook.tests.values():
        if test.exercise == exercise and test.id in record.cells:
            verdict, score = record.cells[test.id], scores.get(test.id)
            yield TestLine(
                title=notebook.sources[test.id].splitlines()[0].lstrip("# ").partition("): ")[2],
                text=outcome_text(notebook, record.cells, test.id, record.provenance.get("python", "")),
                right=verdict.outcome == "right",
                points=score.points if score else verdict.points,
                max=verdict.max,
                manual=score.manual if score else None,
            )


def _add_work(parts, notebook, view):
    """Put the student's own cells to the exercise that they stand under."""
    kinds = {cell["id"]: cell["kind"] for cell in notebook.manifest["cells"]}
    solutions = [cell for cell in kinds if cell in parts]
    order = list(kinds)
    current = next(iter(parts), None)
    for cell in (view or {}).get("cells", []):
        name, kind = cell["id"], kinds.get(cell["id"], "own")
        if kind in ("locked", "task", "solution"):
            # A heading belongs to the solution below it.
            current = next((one for one in solutions if order.index(one) >= order.index(name)), current)
        if current is not None and kind not in ("graded", "locked", "task", "setup"):
            _add_cell(parts[current], cell, name, kind)


def _add_cell(part, cell, name, kind):
    if cell["cell_type"] != "code":
        # Text of ours is no HTML yet; what was answered is.
        if sanitise.is_block(cell["source"]) and (kind == "own" or name.endswith("-answer")):
            part.answer.append(_html(cell["source"]))
        return
    tags = cell["metadata"].get("tags", [])
    # What students saw themselves lies in their own notebook; what our own run showed they have not seen.
    known = kind == "shown" and "as-submitted" in tags
    # What our own run printed after a test may hold what the tests called the answers with.
    hidden = known or tutor_copy.AFTER_A_TEST in tags
    outputs = [] if hidden else [_output(output) for output in cell.get("outputs", [])]
    source = "" if kind == "shown" else cell["source"]
    if source.strip() or outputs:
        part.work.append({"source": source, "outputs": outputs})


def _html(source):
    return Markup(sanitise.clean_html(source))


def _markdown(text):
    return Markup(sanitise.render_markdown(sanitise.clip(text)))


def _output(output):
    """One output as the template shows it: a picture, HTML that was made harmless, or text."""
    kind, content, alt = sanitise.content(output)
    if kind == "picture":
        return {"picture": content, "alt": alt}
    return {"html": _html(content)} if kind == "html" else {"text": content}


# --- From what is on disk. ------------------------------------------------------------------------


def one(folders: Folders, name: str, student: str, notebook: str) -> str:
    """The page of one student's notebook, made from what is on disk.

    Args:
        folders, name, student, notebook: whose, of which sheet.

    Returns:
        HTML.

    Raises:
        FileNotFoundError: there is no record of it; grade first.
    """
    results = class_results.read(name, folders, student)
    if notebook not in results.records_of(student):
        raise FileNotFoundError(f"{student}, {notebook}: not graded yet; run `course grade {name}`")
    return page(results, student, notebook)


def graded(
    name: str, folders: Folders, students: Collection[str] | None = None
) -> Iterator[tuple[ClassResults, str, dict[str, NotebookPart]]]:
    """Everybody that was graded, with everything that their pages say.

    Args:
        name: of the sheet.
        folders: of the class.
        students: names, or None for all.

    Yields:
        (what is known of the class, the name of the student's folder, from `notebook_parts`).
    """
    results = class_results.read_on_time(name, folders)
    for student in sorted(results.records):
        if not students or student in students:
            yield results, student, notebook_parts(results, student)


def write(name: str, folders: Folders, students: Collection[str] | None = None) -> list[Path]:
    """Write the pages of all students that were graded: one for the sheet, and one for each notebook of it.

    Args:
        name: of the sheet.
        folders: of the class.
        students: names, or None for all.

    Returns:
        The list of files written; of each student the page of the sheet first.
    """
    written = []
    for results, student, parts in graded(name, folders, students):
        for only in (None, *parts):
            path = folders.feedback(student, name) / f"{only or name}.html"
            record_files.replace_file(path, _page(results, student, parts, only))
            written.append(path)
    return written
