"""What a student gets back: their work, their points, a hint per mistake, and the tutor's words.

Made of the student's own cells and of released text alone. Hidden tests, their messages, their inputs, expected
values and mark schemes are not asked for here, so they cannot slip through; what the student's own code printed or
raised while tests ran is left out too, since it could carry their inputs. The page runs no script and loads nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from grading import lateness, sanitise, sheet
from grading.folders import Folders
from grading.pages import template, tutor_copy
from grading.records import gradebook, record_files
from grading.records.gradebook import Score
from grading.records.record import Record
from grading.verdicts import CellVerdict, ExerciseState

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


PICTURES = ("image/png", "image/jpeg", "image/gif")
#: Errors that are named: the ones that mistakes make. Any other could be a message about a hidden input.
NAMED = {"TypeError", "ValueError", "IndexError", "KeyError", "NameError", "AttributeError", "RuntimeError",
         "ZeroDivisionError", "ModuleNotFoundError", "ImportError", "AssertionError", "SyntaxError", "IndentationError",
         "FileNotFoundError", "RecursionError", "UnboundLocalError"}  # fmt: skip


@dataclass(frozen=True)
class SummaryRow:
    """One exercise in the table at the top.

    Attributes:
        exercise: its id.
        points, max: given and possible.
        waits: whether a tutor has to read it.
        state: what became of it, an `ExerciseState`.
    """

    exercise: str
    points: float
    max: float
    waits: bool
    state: ExerciseState


def page(
    name: str,
    notebook: sheet.Notebook,
    record: Record,
    view: dict | None,
    scores: dict[str, Score],
    comments: dict[str, str],
    time: lateness.Lateness | None = None,
) -> str:
    """The page for one notebook.

    Args:
        name: the sheet's name.
        notebook: of the sheet.
        record: its record.
        view: the tutor's copy of the notebook, or None.
        scores: {cell: Score} from the gradebook.
        comments: the tutor's comments, {cell: text}.
        time: how late it was handed in, and what that costs; None where that is not known.

    Returns:
        HTML.
    """
    time = time or lateness.Lateness()
    return template.render(
        "feedback.html.j2",
        sheet=name,
        notebook=notebook,
        notes=record.notes,
        summary=_summary(notebook, record, scores) | {"late": time.text, "cost": time.penalties.get(notebook.name, 0)},
        blocks=list(_blocks(notebook, record, view, scores, comments)),
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


def _summary(notebook, record, scores):
    rows = []
    for exercise, points in notebook.exercise_points().items():
        cells = [test.id for test in notebook.tests.values() if test.exercise == exercise] or [exercise]
        entered = [scores[cell] for cell in cells if cell in scores]
        waits = any(score.waits for score in entered)
        state = record.exercises.get(exercise, ExerciseState(""))
        rows.append(SummaryRow(exercise, sum(score.points for score in entered), points, waits, state))
    return {
        "rows": rows,
        "points": sum(row.points for row in rows),
        "max": sum(row.max for row in rows),
        "waits": any(row.waits for row in rows),
    }


def _blocks(notebook, record, view, scores, comments):
    """The cells as the template shows them."""
    known = {cell["id"]: cell for cell in notebook.manifest["cells"]}
    for cell in (view or {}).get("cells", []):
        block = _block(cell, known.get(cell["id"]), notebook, record, scores)
        if block:
            comment = comments.get(cell["id"])
            yield {"comment": comment if comment != "No response." else "", **block}


def _block(cell, known, notebook, record, scores):
    """One cell as the template shows it, or None where the student needs to see nothing of it."""
    name, kind = cell["id"], known["kind"] if known else "own"
    if kind == "graded":
        return _verdict(name, notebook, record, scores)
    if kind in ("locked", "task"):
        heading = next((line for line in notebook.sources[name].splitlines() if line.startswith("#")), "")
        block = {"kind": "heading", "title": heading.lstrip("# "), "question": kind == "task" and name in scores}
        if block["question"]:
            block |= {"waits": scores[name].waits, "points": scores[name].points, "max": known["points"]}
        return block
    if kind == "setup" or kind == "text" and not name.endswith("-answer"):
        return None
    if cell["cell_type"] != "code":
        rendered = cell["source"].startswith("<div>")
        return {"kind": "text", "html": Markup(sanitise.clean_html(cell["source"]))} if rendered else None
    # What our own run printed after a test may hold what the tests called the answers with.
    hidden = tutor_copy.AFTER_A_TEST in cell["metadata"].get("tags", [])
    outputs = [] if hidden else [_output(output) for output in cell.get("outputs", [])]
    if kind == "shown":
        return {"kind": "shown", "name": name, "outputs": outputs} if outputs else None
    return {"kind": "code", "source": cell["source"], "outputs": outputs}


def _verdict(name, notebook, record, scores):
    if name not in record.cells:
        return None
    verdict = record.cells[name]
    return {
        "kind": "verdict",
        "right": verdict.outcome == "right",
        "points": verdict.points,
        "max": verdict.max,
        "title": notebook.sources[name].splitlines()[0].lstrip("# "),
        "text": outcome_text(notebook, record.cells, name, record.provenance.get("python", "")),
        "manual": scores[name].manual if name in scores else None,
    }


def _output(output):
    """One output as the template shows it: a picture, HTML that was made harmless, or text."""
    if output["output_type"] == "stream":
        return {"text": output["text"]}
    if output["output_type"] == "error":
        return {"text": f"{output['ename']}: {output['evalue']}"}
    data = output["data"]
    for kind in PICTURES:
        if kind in data:
            return {"picture": f"data:{kind};base64,{data[kind]}", "alt": data.get("text/plain", "")}
    if "text/html" in data:
        return {"html": Markup(sanitise.clean_html(data["text/html"]))}
    return {"text": data.get("text/plain", "")}


def one(
    folders: Folders,
    name: str,
    student: str,
    notebook: str,
    scores: dict | None = None,
    comments: dict | None = None,
    times: dict | None = None,
) -> str:
    """The page of one student's notebook, made from what is on disk.

    Args:
        folders, name, student, notebook: whose, of which sheet.
        scores, comments, times: what `gradebook.scores`, `gradebook.comments` and `lateness.read` give, where many
            pages are made.

    Returns:
        HTML.

    Raises:
        FileNotFoundError: there is no record of it; grade first.
    """
    record = record_files.read_record(record_files.record_path(folders, name, student, notebook))
    if record is None:
        raise FileNotFoundError(f"{student}, {notebook}: not graded yet; run `course grade {name}`")
    scores, comments = (
        read(folders, name) if known is None else known
        for read, known in ((gradebook.scores, scores), (gradebook.comments, comments))
    )
    of_notebook = lambda known: known.get(student, {}).get(notebook, {})
    view = record_files.read_copy(folders, name, student, notebook)
    time = (lateness.read(folders, name) if times is None else times).get(student)
    return page(name, sheet.load(name)[notebook], record, view, of_notebook(scores), of_notebook(comments), time)


def write(name: str, folders: Folders, students: Collection[str] | None = None) -> list[Path]:
    """Write the pages of all students that were graded.

    Args:
        name: of the sheet.
        folders: of the class.
        students: names, or None for all.

    Returns:
        The list of files written.
    """
    lateness.enter(folders, name)
    scores, comments, written = gradebook.scores(folders, name), gradebook.comments(folders, name), []
    times, records = lateness.read(folders, name), record_files.read_all(folders, name)
    sources = {student: student for student in records} | {student: time.source for student, time in times.items()}
    for student, source in sorted(sources.items()):
        if students and student not in students:
            continue
        for notebook in records.get(source, ()):
            path = folders.feedback(student, name) / f"{notebook}.html"
            record_files.replace_file(path, one(folders, name, source, notebook, scores, comments, times))
            written.append(path)
    return written
