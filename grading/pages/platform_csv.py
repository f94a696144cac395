"""Points as CSV, for Moodle, for Canvas, and cell by cell; no cell of it is a formula to a spreadsheet.

What goes back to a platform is final to whoever reads it there. So whoever still waits for points is left out of those
files, unless they are asked for: then a column says how many of their answers nobody has read.
"""

import csv
import io
import re
import unicodedata

from grading.pages.class_results import ClassResults


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Args:
        text: anything, such as a name that a student chose.

    Returns:
        The text on one line, with an apostrophe in front where it would begin a formula.
    """
    text = " ".join("".join(letter if letter.isprintable() else " " if letter in "\n\r\t" else "?" for letter in text)
                    .split())  # fmt: skip
    # A sheet may read full-width signs like plain ones.
    # Where columns are parted by semicolons, a quote does not keep what follows one from being a cell of its own.
    cells = re.split(r"(?<=[;,])", text)
    return "".join(f"'{cell}" if _is_formula(cell) else cell for cell in cells)


def _is_formula(cell):
    return unicodedata.normalize("NFKC", cell.lstrip(" \"'")).startswith(("=", "+", "-", "@", "|", "%"))


def written(rows: list[list]) -> str:
    """Rows as CSV.

    Args:
        rows: of texts and numbers, the headings first.

    Returns:
        The text of the file, every cell in quotes and safe.
    """
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def left_out(results: ClassResults) -> list[str]:
    """Who is not in the files for platforms unless partial totals are asked for.

    Args:
        results: of the class.

    Returns:
        Names of the folders of those who still wait for points, sorted.
    """
    return [student for student in sorted(results.scores) if results.unread[student]]


def moodle(results: ClassResults, partial: bool = False) -> str:
    """The points in the form of Moodle's grade import.

    Args:
        results: of the class.
        partial: whether those who still wait for points are in it, too, marked in a column.

    Returns:
        CSV with a heading, one line per student.
    """
    name = results.name
    late, unread = results.is_anybody_late, partial and bool(left_out(results))
    heading = ["Identifier", "Full name", "Email address", f"{name} points", f"{name} bonus"]
    rows = [heading + [f"{name} late", f"{name} late penalty"] * late + [f"{name} unread"] * unread]
    for student, plain, bonus in _students(results, partial):
        person, time = results.person(student), results.time_of(student)
        row = [person.number or student, person.name or student, person.mail, plain, bonus]
        rows.append(row + [time.text, time.penalty] * late + [_unread(results, student)] * unread)
    return written(rows)


def canvas(results: ClassResults, partial: bool = False) -> str:
    """The points in the form of Canvas's gradebook import.

    Args:
        results: of the class.
        partial: whether those who still wait for points are in it, too, marked in a column.

    Returns:
        CSV with a heading and the points possible, one line per student.
    """
    name, unread = results.name, partial and bool(left_out(results))
    heading = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", name, f"{name} bonus"]
    rows = [heading + [f"{name} unread"] * unread, ["Points Possible", "", "", "", "", *results.max] + [""] * unread]
    for student, plain, bonus in _students(results, partial):
        person = results.person(student)
        who = f"{person.last}, {person.first}" if person.last else student
        rows.append([who, person.number, student, student, "", plain, bonus] + [_unread(results, student)] * unread)
    return written(rows)


def _students(results, partial):
    return [total for total in results.totals() if partial or not results.unread[total.student]]


def _unread(results, student):
    count = len(results.unread[student])
    return f"{count} unread: more points may come" if count else ""


def every_cell(results: ClassResults) -> str:
    """Every score of every student.

    Args:
        results: of the class.

    Returns:
        CSV with a heading, one line per score; the points of what is not read yet are empty, and not 0.
    """
    rows = [["student", "notebook", "cell", "points"]]
    for student, by_notebook in sorted(results.scores.items()):
        for notebook, cells in by_notebook.items():
            rows += [[student, notebook, cell, "" if _is_unknown(score) else score.points]
                     for cell, score in cells.items()]  # fmt: skip
            if cost := results.time_of(student).penalties.get(notebook):
                rows.append([student, notebook, "late penalty", -cost])
    return written(rows)


def _is_unknown(score):
    return score.waits and score.auto is None and score.manual is None
