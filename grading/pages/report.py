"""One page for the tutor: how the class did, who needs a look and why, what is unread, what each question taught."""

import statistics
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from grading.folders import Folders
from grading.pages import formgrader_door, marks, template
from grading.pages.class_results import ClassResults, read_on_time
from grading.pages.platform_csv import canvas, every_cell, left_out, moodle
from grading.pages.statistics import histogram, questions
from grading.records import record_files

#: Behind it stands a page of formgrader's.
FORMGRADER = f"../{formgrader_door.NAME}#"
#: Below and above which mean share a question is called so, and below which discrimination it should be read again.
HARD, EASY, SUSPECT = 0.5, 0.9, 0.0


def table(results: ClassResults) -> str:
    """The class as a table of plain text.

    Args:
        results: of the class.

    Returns:
        Lines joined by line breaks: a heading, then one line per student.
    """
    regular, bonus = results.max
    width = max([8, *(len(_one_line(student)) for student in results.scores)])
    lines = [f"{'student':{width}}  {f'of {regular:g}':>7}  {f'+ {bonus:g}':>6}  to read  what to look at"]
    for student, plain, bonus in results.totals():
        records = results.records_of(student).values()
        kinds = Counter(kind for record in records for kind, _ in record.flags)
        late = marks.late(results, student)
        remarks = [late] if late else []
        remarks += [f"{kind} ({count})" for kind, count in kinds.most_common(3)]
        causes = {verdict.outcome for record in records for verdict in record.cells.values()}
        remarks += sorted(causes & {"too slow", "process ended", "missing", "unreadable", "not graded"})
        lines.append(
            f"{_one_line(student):{width}}  {plain:7g}  {bonus:6g}  {results.waiting[student]:7}  {', '.join(remarks)}"
        )
    return "\n".join(lines)


def _one_line(text):
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def page(results: ClassResults) -> str:
    """The tutor's page.

    Args:
        results: of the class.

    Returns:
        HTML, which needs no other file; its links lead to the pages and files that lie beside it.
    """
    records = [record for by_notebook in results.records.values() for record in by_notebook.values()]
    totals = [(total.points, bool(results.unread[total.student])) for total in results.totals()]
    students = [_student(results, total) for total in results.totals()]
    words = Counter(word for row in students for word in row["words"])
    return template.render(
        "report.html.j2",
        finalize=_in_one_line,
        script=template.script("report.js"),
        results=results,
        title=results.name.replace("sheet", "Sheet "),
        unprotected=sum(record.provenance.get("isolation") == "none" for record in records),
        bars=histogram(totals, results.max[0]),
        median=statistics.median(points for points, _ in totals) if totals else None,
        students=students,
        words={word: (words[word], meaning) for word, meaning in marks.WORDS.items() if words[word]},
        questions=questions(results),
        people={student: _links(results, student) for student in results.scores},
        gradebook=f"{FORMGRADER}gradebook/{quote(results.name)}",
        levels={"hard": HARD, "easy": EASY, "suspect": SUSPECT},
        left_out=left_out(results),
        ways=Counter(_way(record.provenance) for record in records),
        seconds=sum(record.seconds for record in records),
    )


def _in_one_line(value):
    """A text of somebody else's cannot turn the page's direction, or hide in it."""
    return _one_line(value) if type(value) is str else value


def _student(results, total):
    """One row of the table: points, what is still open, and the reasons for every mark."""
    student = total.student
    reasons = marks.reasons(results, student)
    words = list(dict.fromkeys(reason.word for reason in reasons))
    person, order = results.person(student), list(marks.WORDS)
    # As decimal places, so that the gravest word decides first, then the next; nothing to look at is no number.
    places = "".join(str(order.index(word)) for word in words if word != "unread")
    return {
        "student": student,
        "points": total.points,
        "bonus": total.bonus,
        "unread": results.unread[student],
        "reasons": [reason for reason in reasons if reason.word != "unread"],
        "words": words,
        "rank": places and f"0.{places}",
        "sorted_as": f"{person.last} {person.first}".strip() or student,
    }


def _links(results, student):
    """What a student is called, and where their pages are: those that are there."""
    source, name = results.source(student), results.name
    page = results.folders.feedback(student, name) / f"{name}.html"
    return {
        "name": results.person(student).name or student,
        "feedback": f"../../feedback/{quote(student)}/{quote(name)}/{quote(page.name)}" if page.is_file() else "",
        "notebooks": [
            (notebook.partition("_")[0], f"{FORMGRADER}submissions/{quote(number)}/")
            for notebook, number in sorted(results.submissions.get(source, {}).items())
            if (results.folders.autograded(source, name) / f"{notebook}.ipynb").is_file()
        ],
    }


def _way(known):
    """How a notebook was graded, in words."""
    packages = ", ".join(f"{name} {version}" for name, version in sorted(known["packages"].items()))
    return f"Python {known['python']}, {packages}; grader {known['grader']}; isolation {known['isolation']}"


def write(name: str, folders: Folders, partial: bool = False) -> list[Path]:
    """Write the page and the CSV files.

    Args:
        name: of the sheet.
        folders: of the class.
        partial: whether those who still wait for points are in the files for platforms, too, marked in a column.

    Returns:
        The list of files written, the page first.
    """
    return publish(read_on_time(name, folders), partial)


def publish(results: ClassResults, partial: bool = False) -> list[Path]:
    """The same for a class that has been read.

    Args:
        results: of the class.
        partial: as for `write`.

    Returns:
        The list of files written, the page first.
    """
    folder = results.folders.report(results.name)
    made = {
        "index.html": page(results),
        "moodle.csv": moodle(results, partial),
        "canvas.csv": canvas(results, partial),
        "points.csv": every_cell(results),
    }
    formgrader_door.make_sure(results.folders)
    for file, text in made.items():
        record_files.replace_file(folder / file, text)
    return [folder / file for file in made]
