"""One page for the tutor: who, how many points, what to look at, which question taught what; and CSV for the LMS."""

import csv
import html
import io
import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass

from grading import records, sheet
from grading.pages.feedback import points_of

STYLE = """
body { font: 15px/1.45 sans-serif; margin: 2em; color: #222; } table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #bbb; padding: .25em .6em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; } td.n { text-align: right; } .flag { color: #a33900; } summary { cursor: pointer; }
.bar { background: #56b4e9; height: .8em; display: inline-block; }
"""


@dataclass(frozen=True)
class Results:
    """What is known of a class, read once for everything that is told of it.

    Attributes:
        name: of the sheet.
        notebooks: of the sheet, from `sheet.load`.
        points: {student: {notebook: {cell: points}}}.
        waiting: {student: number of questions that wait for a tutor}.
        kept: {student: {notebook: record}}.
        people: {student: (first name, last name, e-mail, number)}.
    """

    name: str
    notebooks: dict
    points: dict
    waiting: dict
    kept: dict
    people: dict

    @property
    def most(self):
        """Points that can be had, and bonus points."""
        both = [0.0, 0.0]
        for notebook in self.notebooks.values():
            both[notebook.bonus] += sum(notebook.exercise_points().values())
        return both

    def totals(self):
        """(student, points, bonus points) of everybody."""
        for student, mine in sorted(self.points.items()):
            both = [0.0, 0.0]
            for notebook in mine.keys() & self.notebooks.keys():
                both[self.notebooks[notebook].bonus] += sum(mine[notebook].values())
            yield student, *both


def read(name, folders):
    """The `Results` of a sheet."""
    scores = records.scores(folders, name)
    points = {s: {n: {c: points_of(v) for c, v in cells.items()} for n, cells in mine.items()}
              for s, mine in scores.items()}  # fmt: skip
    waiting = {s: sum(v[3] for cells in mine.values() for v in cells.values()) for s, mine in scores.items()}
    kept, people = records.read_all(folders, name), records.people(folders)
    return Results(name, sheet.load(name), points, waiting, kept, people)


def table(results):
    """The class as a table of plain text."""
    most, kept = results.most, results.kept
    width = max([8, *(len(_one_line(student)) for student in results.points)])
    lines = [f"{'student':{width}}  {f'of {most[0]:g}':>7}  {f'+ {most[1]:g}':>6}  to read  what to look at"]
    for student, plain, bonus in results.totals():
        kinds = Counter(flag[0] for record in kept.get(student, {}).values() for flag in record["flags"])
        told = [f"{kind} ({count})" for kind, count in kinds.most_common(3)]
        causes = {v["outcome"] for record in kept.get(student, {}).values() for v in record["cells"].values()}
        told += sorted(causes & {"too slow", "process ended", "missing", "unreadable", "not graded"})
        lines.append(
            f"{_one_line(student):{width}}  {plain:7g}  {bonus:6g}  {results.waiting[student]:7}  {', '.join(told)}"
        )
    return "\n".join(lines)


def _one_line(text):
    return "".join(letter if letter.isprintable() else "?" for letter in text)


# --- Statistics. ----------------------------------------------------------------------------------


def questions(results):
    """Per question: notebook, points, mean share, discrimination, how often which outcome and misconception.

    Discrimination is the correlation of a question's points with the points of all others; None where either
    is the same for everybody.
    """
    points, rows = results.points, []
    totals = {student: sum(sum(cells.values()) for cells in mine.values()) for student, mine in points.items()}
    for notebook in results.notebooks.values():
        for exercise, most in notebook.exercise_points().items():
            cells = [test.id for test in notebook.tests.values() if test.exercise == exercise] or [exercise]
            got = {s: sum(mine.get(notebook.name, {}).get(c, 0.0) for c in cells) for s, mine in points.items()}
            states, mistakes = Counter(), Counter()
            for mine in results.kept.values():
                record = mine.get(notebook.name)
                found = record["exercises"].get(exercise) if record else None
                if found:
                    states[found["state"]] += 1
                    if found["misconception"]:
                        mistakes[(found["misconception"], found.get("line", ""))] += 1
            own, rest = list(got.values()), [totals[student] - got[student] for student in got]
            rows.append({
                "notebook": notebook.name, "exercise": exercise, "points": most,
                "share": statistics.fmean(own) / most if own else None,
                "discrimination": _correlation(own, rest), "states": states, "mistakes": mistakes,
            })  # fmt: skip
    return rows


def _correlation(a, b):
    if len(a) < 3 or len(set(a)) < 2 or len(set(b)) < 2:
        return None
    return statistics.correlation(a, b)


# --- The page. ------------------------------------------------------------------------------------


def page(results):
    """The tutor's page as HTML, in one file."""
    name, kept, most = results.name, results.kept, results.most
    out = io.StringIO()
    tell = lambda text="": out.write(text + "\n")
    tell("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>")
    tell("<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">")
    tell(f"<title>{_e(name)}</title><style>{STYLE}</style></head><body><h1>{_e(name)}</h1>")
    modes = Counter(r["provenance"].get("isolation") for mine in kept.values() for r in mine.values())
    if modes.get("none"):
        tell(f"<p class='flag'>{modes['none']} notebooks were run without a sandbox.</p>")
    tell(f"<p>{len(results.points)} students, {sum(results.waiting.values())} answers to be read.</p>")
    tell("<table><tr><th>student</th><th>name</th>" f"<th>points of {most[0]:g}</th><th>bonus of {most[1]:g}</th>"
         "<th>to read</th><th>what to look at</th><th>about the files</th></tr>")  # fmt: skip
    for student, plain, bonus in results.totals():
        first, last, *_ = results.people.get(student, ("", ""))
        flags, notes = _details(kept.get(student, {}))
        numbers = "".join(f"<td class='n'>{number:g}</td>" for number in (plain, bonus, results.waiting[student]))
        who = f"<td>{_e(student)}</td><td>{_e(f'{first} {last}'.strip())}</td>"
        tell(f"<tr>{who}{numbers}<td>{flags}</td><td>{notes}</td></tr>")
    tell("</table><h2>Questions</h2>")
    _tell_questions(tell, questions(results))
    tell("<h2>How it was graded</h2>" + _provenance(kept))
    tell("</body></html>")
    return out.getvalue()


def _e(text):
    return html.escape(_one_line(str(text)))


def _details(mine):
    """Flags with their evidence, causes of lost questions, and what was repaired."""
    flags, notes = [], []
    for notebook, record in mine.items():
        number = notebook.split("_")[0]
        for kind, evidence in record["flags"]:
            flags.append(f"<li class='flag'>{_e(number)}: {_e(kind)} — <code>{_e(evidence)}</code></li>")
        for cell, verdict in record["cells"].items():
            if verdict["outcome"] in ("too slow", "process ended", "no time left"):
                flags.append(f"<li>{_e(cell)}: {_e(verdict['outcome'])}, {_e(verdict['note'])}</li>")
        notes += [f"<li>{_e(number)}: {_e(note)}</li>" for note in record["notes"]]
    return tuple(
        f"<details><summary>{len(items)}</summary><ul>{''.join(items)}</ul></details>" if items else ""
        for items in (flags, notes)
    )


def _tell_questions(tell, rows):
    tell("<table><tr><th>question</th><th>points</th><th>mean</th><th>discrimination</th><th>what came out</th>"
         "<th>known mistakes</th></tr>")  # fmt: skip
    for row in rows:
        share = "—" if row["share"] is None else f"{row['share']:.0%}"
        bar = f"<span class='bar' style='width:{(row['share'] or 0) * 6:.1f}em'></span>"
        part = "—" if row["discrimination"] is None else f"{row['discrimination']:.2f}"
        states = ", ".join(f"{_e(state)} {count}" for state, count in row["states"].most_common())
        mistakes = "".join(f"<li>{count} × <code>{_e(name)}</code>: {_e(line)}</li>"
                           for (name, line), count in row["mistakes"].most_common())  # fmt: skip
        tell(f"<tr><td>{_e(row['exercise'])}</td><td class='n'>{row['points']:g}</td><td>{share} {bar}</td>"
             f"<td class='n'>{part}</td><td>{states}</td><td><ul>{mistakes}</ul></td></tr>")  # fmt: skip
    tell("</table><p>Discrimination: correlation of a question's points with those of all other questions.</p>")


def _provenance(kept):
    ways = Counter()
    for mine in kept.values():
        for record in mine.values():
            known = record["provenance"]
            packages = ", ".join(f"{name} {version}" for name, version in sorted(known["packages"].items()))
            ways[f"Python {known['python']}, {packages}; grader {known['grader']}; isolation {known['isolation']}"] += 1
    seconds = sum(record["seconds"] for mine in kept.values() for record in mine.values())
    items = "".join(f"<li>{count} notebooks: {_e(way)}</li>" for way, count in ways.most_common())
    return f"<ul>{items}</ul><p>{seconds:.0f} seconds in students' processes.</p>"


# --- CSV. -----------------------------------------------------------------------------------------


def safe(text):
    """Text that no spreadsheet takes for a formula, on one line."""
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


def moodle(results):
    """For Moodle's grade import."""
    name = results.name
    rows = [["Identifier", "Full name", "Email address", f"{name} points", f"{name} bonus"]]
    for student, plain, bonus in results.totals():
        first, last, mail, number = results.people.get(student, ("", "", "", ""))
        rows.append([number or student, f"{first} {last}".strip() or student, mail, plain, bonus])
    return _csv(rows)


def canvas(results):
    """For Canvas's gradebook import."""
    name = results.name
    rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", name, f"{name} bonus"],
        ["Points Possible", "", "", "", "", *results.most],
    ]
    for student, plain, bonus in results.totals():
        first, last, _, number = results.people.get(student, ("", "", "", ""))
        who = f"{last}, {first}" if last else student
        rows.append([who, number, student, student, "", plain, bonus])
    return _csv(rows)


def every_cell(results):
    """Every score of every student, one per row."""
    rows = [["student", "notebook", "cell", "points"]]
    for student, mine in sorted(results.points.items()):
        rows += [[student, notebook, cell, got] for notebook, cells in mine.items() for cell, got in cells.items()]
    return _csv(rows)


def write(name, folders):
    """Write the page and the CSV files.

    Returns:
        The list of files written, the page first.
    """
    place, results = folders.report(name), read(name, folders)
    made = {"index.html": page, "moodle.csv": moodle, "canvas.csv": canvas, "points.csv": every_cell}
    for file, make in made.items():
        records.write_whole(place / file, make(results))
    return [place / file for file in made]
