"""One page for the tutor: who, how many points, what to look at, which question taught what; and CSV for the LMS."""

import csv
import io
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading import collect, lateness, sheet
from grading.folders import Folders
from grading.pages import template
from grading.records import gradebook, record_files
from grading.records.gradebook import Person
from grading.verdicts import STOPPED


@dataclass(frozen=True)
class ClassResults:
    """What is known of a class, read once for everything that is said of it.

    Attributes:
        name: of the sheet.
        notebooks: of the sheet, from `sheet.load`.
        points: {student: {notebook: {cell: points}}}.
        waiting: {student: number of questions that wait for a tutor}.
        records: {student: {notebook: Record}}.
        people: {student: Person}.
        times: {student: Lateness}; what lateness costs is not yet taken off `points`.
    """

    name: str
    notebooks: dict
    points: dict
    waiting: dict
    records: dict
    people: dict
    times: dict = field(default_factory=dict)

    @property
    def max(self) -> list[float]:
        """Points that can be had, and bonus points."""
        both = [0.0, 0.0]
        for notebook in self.notebooks.values():
            both[notebook.bonus] += sum(notebook.exercise_points().values())
        return both

    def totals(self) -> Iterator[tuple[str, float, float]]:
        """(student, points, bonus points) of everybody, without what lateness costs."""
        for student, by_notebook in sorted(self.points.items()):
            both = [0.0, 0.0]
            for notebook in by_notebook.keys() & self.notebooks.keys():
                cost = self.time_of(student).penalties.get(notebook, 0.0)
                both[self.notebooks[notebook].bonus] += sum(by_notebook[notebook].values()) - cost
            yield student, *both

    def time_of(self, student: str) -> lateness.Lateness:
        """How late a student was, and what that costs.

        Args:
            student: the name of their folder.

        Returns:
            Their `Lateness`; one in time, without penalties, where nothing is known.
        """
        return self.times.get(student, lateness.Lateness())

    @property
    def is_anybody_late(self) -> bool:
        """Whether tables need columns for it."""
        return any(time.text for time in self.times.values())

    def records_of(self, student: str) -> dict:
        """The records of one student.

        Args:
            student: the name of their folder.

        Returns:
            {notebook: Record}; empty where nothing was graded.
        """
        return self.records.get(student, {})

    def person(self, student: str) -> Person:
        """What the gradebook knows of a student.

        Args:
            student: the name of their folder.

        Returns:
            A `Person`, whose entries are empty where nothing is known.
        """
        return self.people.get(student, Person())


@dataclass(frozen=True)
class QuestionRow:
    """How a class did on one question.

    Attributes:
        notebook, exercise: which question.
        points: that it gives.
        share: of its points that the class got on average; None without a class.
        discrimination: the correlation of its points with the points of all other questions; None where either is
            the same for everybody.
        states, mistakes: how often which state of the work, and which (misconception, line about it).
    """

    notebook: str
    exercise: str
    points: float
    share: float | None
    discrimination: float | None
    states: Counter
    mistakes: Counter


def read(name: str, folders: Folders) -> ClassResults:
    """Read what is known of a class from its gradebook and records.

    Args:
        name: of the sheet.
        folders: of the class.

    Returns:
        The `ClassResults`.
    """
    scores = gradebook.scores(folders, name)
    points = {
        student: {notebook: {cell: score.points for cell, score in cells.items()} for notebook, cells in mine.items()}
        for student, mine in scores.items()
    }
    waiting = {s: sum(v.waits for cells in mine.values() for v in cells.values()) for s, mine in scores.items()}
    records, times = record_files.read_all(folders, name), lateness.read(folders, name)
    for student, time in times.items():
        # One grading for a group, and points for each of its members; only one of them is waited for.
        if time.source != student:
            points[student], waiting[student] = points[time.source], 0
            records[student] = records.get(time.source, {})
    return ClassResults(name, sheet.load(name), points, waiting, records, _people(name, folders), times)


def _people(name, folders):
    """Everybody as the gradebook knows them, completed by what was known when the sheet was collected."""
    people = gradebook.people(folders)
    for student, known in collect.read_record(folders, name).items():
        here, listed = people.get(student, Person()), known.get("person") or {}
        first, _, last = known["name"].rpartition(" ")
        # Moodle has other numbers for every assignment, and asks for them when points come back.
        number = f"Participant {known['number']}" if known["platform"] == "moodle" and known["number"] else ""
        people[student] = Person(
            here.first or listed.get("first", "") or first, here.last or listed.get("last", "") or last,
            here.mail or known["email"],
            here.number or number or listed.get("number", "") or known["number"])  # fmt: skip
    return people


def table(results: ClassResults) -> str:
    """The class as a table of plain text.

    Args:
        results: of the class.

    Returns:
        Lines joined by line breaks: a heading, then one line per student.
    """
    regular, bonus = results.max
    width = max([8, *(len(_one_line(student)) for student in results.points)])
    lines = [f"{'student':{width}}  {f'of {regular:g}':>7}  {f'+ {bonus:g}':>6}  to read  what to look at"]
    for student, plain, bonus in results.totals():
        records = results.records_of(student).values()
        kinds = Counter(kind for record in records for kind, _ in record.flags)
        remarks = [_late(results, student)] if _late(results, student) else []
        remarks += [f"{kind} ({count})" for kind, count in kinds.most_common(3)]
        causes = {verdict.outcome for record in records for verdict in record.cells.values()}
        remarks += sorted(causes & {"too slow", "process ended", "missing", "unreadable", "not graded"})
        lines.append(
            f"{_one_line(student):{width}}  {plain:7g}  {bonus:6g}  {results.waiting[student]:7}  {', '.join(remarks)}"
        )
    return "\n".join(lines)


def _late(results, student):
    """Lateness and its cost, and for whom else this was handed in, in a few words."""
    time = results.time_of(student)
    cost = f"late penalty −{time.penalty:g}" if time.penalty else ""
    group = f"by {time.source} for the group" if time.group and time.source != student else ""
    return ", ".join(part for part in (time.text, cost, group) if part)


def _one_line(text):
    return "".join(letter if letter.isprintable() else "?" for letter in text)


# --- Statistics. ----------------------------------------------------------------------------------


def questions(results: ClassResults) -> list[QuestionRow]:
    """How the class did on each question.

    Args:
        results: of the class.

    Returns:
        One `QuestionRow` per question, in the sheet's order.
    """
    points, rows = results.points, []
    totals = {student: sum(sum(cells.values()) for cells in its.values()) for student, its in points.items()}
    for notebook in results.notebooks.values():
        for exercise, most in notebook.exercise_points().items():
            cells = [test.id for test in notebook.tests.values() if test.exercise == exercise] or [exercise]
            got = {s: sum(its.get(notebook.name, {}).get(c, 0.0) for c in cells) for s, its in points.items()}
            records = [its[notebook.name] for its in results.records.values() if notebook.name in its]
            states = [record.exercises[exercise] for record in records if exercise in record.exercises]
            own, rest = list(got.values()), [totals[student] - got[student] for student in got]
            rows.append(
                QuestionRow(
                    notebook=notebook.name,
                    exercise=exercise,
                    points=most,
                    share=statistics.fmean(own) / most if own else None,
                    discrimination=_correlation(own, rest),
                    states=Counter(state.state for state in states),
                    mistakes=Counter((state.misconception, state.line) for state in states if state.misconception),
                )
            )
    return rows


def _correlation(a, b):
    if len(a) < 3 or len(set(a)) < 2 or len(set(b)) < 2:
        return None
    return statistics.correlation(a, b)


# --- The page. ------------------------------------------------------------------------------------


def page(results: ClassResults) -> str:
    """The tutor's page.

    Args:
        results: of the class.

    Returns:
        HTML, which needs no other file.
    """
    records = [record for by_notebook in results.records.values() for record in by_notebook.values()]
    return template.render(
        "report.html.j2",
        finalize=_in_one_line,
        results=results,
        unprotected=sum(record.provenance.get("isolation") == "none" for record in records),
        students=[_student(results, *totals) for totals in results.totals()],
        questions=questions(results),
        ways=Counter(_way(record.provenance) for record in records),
        seconds=sum(record.seconds for record in records),
    )


def _in_one_line(value):
    """A text of somebody else's cannot turn the page's direction, or hide in it."""
    return _one_line(value) if type(value) is str else value


def _student(results, student, points, bonus):
    """One row of the table: flags with their evidence, causes of lost questions, and what was repaired."""
    remarks, notes = [], []
    for notebook, record in results.records_of(student).items():
        number = notebook.split("_")[0]
        remarks += [{"flag": kind, "where": number, "evidence": evidence} for kind, evidence in record.flags]
        remarks += [{"flag": None, "where": cell, "verdict": verdict}
                    for cell, verdict in record.cells.items() if verdict.outcome in STOPPED]  # fmt: skip
        notes += [{"number": number, "text": note} for note in record.notes]
    return {
        "student": student, "name": results.person(student).name, "points": points, "bonus": bonus,
        "waiting": results.waiting[student], "remarks": remarks, "notes": notes, "late": _late(results, student),
    }  # fmt: skip


def _way(known):
    """How a notebook was graded, in words."""
    packages = ", ".join(f"{name} {version}" for name, version in sorted(known["packages"].items()))
    return f"Python {known['python']}, {packages}; grader {known['grader']}; isolation {known['isolation']}"


# --- CSV. -----------------------------------------------------------------------------------------


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Args:
        text: anything, such as a name that a student chose.

    Returns:
        The text on one line, with an apostrophe in front where it would begin a formula.
    """
    text = " ".join(_one_line(text.replace("\n", " ").replace("\r", " ").replace("\t", " ")).split())
    # A sheet may read full-width signs like plain ones.
    # Where columns are parted by semicolons, a quote does not keep what follows one from being a cell of its own.
    cells = re.split(r"(?<=[;,])", text)
    return "".join(f"'{cell}" if _is_formula(cell) else cell for cell in cells)


def _is_formula(cell):
    return unicodedata.normalize("NFKC", cell.lstrip(" \"'")).startswith(("=", "+", "-", "@", "|", "%"))


def _csv(rows):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def moodle(results: ClassResults) -> str:
    """The points in the form of Moodle's grade import.

    Args:
        results: of the class.

    Returns:
        CSV with a heading, one line per student.
    """
    name = results.name
    more = [f"{name} late", f"{name} late penalty"] if results.is_anybody_late else []
    rows = [["Identifier", "Full name", "Email address", f"{name} points", f"{name} bonus", *more]]
    for student, plain, bonus in results.totals():
        person, time = results.person(student), results.time_of(student)
        row = [person.number or student, person.name or student, person.mail, plain, bonus, time.text, time.penalty]
        rows.append(row[: len(rows[0])])
    return _csv(rows)


def canvas(results: ClassResults) -> str:
    """The points in the form of Canvas's gradebook import.

    Args:
        results: of the class.

    Returns:
        CSV with a heading and the points possible, one line per student.
    """
    name = results.name
    rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", name, f"{name} bonus"],
        ["Points Possible", "", "", "", "", *results.max],
    ]
    for student, plain, bonus in results.totals():
        person = results.person(student)
        who = f"{person.last}, {person.first}" if person.last else student
        rows.append([who, person.number, student, student, "", plain, bonus])
    return _csv(rows)


def every_cell(results: ClassResults) -> str:
    """Every score of every student.

    Args:
        results: of the class.

    Returns:
        CSV with a heading, one line per score.
    """
    rows = [["student", "notebook", "cell", "points"]]
    for student, by_notebook in sorted(results.points.items()):
        for notebook, cells in by_notebook.items():
            rows += [[student, notebook, cell, points] for cell, points in cells.items()]
            if cost := results.time_of(student).penalties.get(notebook):
                rows.append([student, notebook, "late penalty", -cost])
    return _csv(rows)


def write(name: str, folders: Folders) -> list[Path]:
    """Write the page and the CSV files.

    Args:
        name: of the sheet.
        folders: of the class.

    Returns:
        The list of files written, the page first.
    """
    # Once more: what lateness costs depends on what a tutor gave meanwhile.
    lateness.enter(folders, name)
    folder, results = folders.report(name), read(name, folders)
    made = {"index.html": page, "moodle.csv": moodle, "canvas.csv": canvas, "points.csv": every_cell}
    for file, make in made.items():
        record_files.replace_file(folder / file, make(results))
    return [folder / file for file in made]
